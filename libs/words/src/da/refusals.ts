import type { FirstStep, RefusalCode } from '@relet/domain';
import type { No } from '../words.js';

/** The step that has to come first, by its command: a forgotten one does not compile. A correction is asked for by one refusal alone, in its own words. */
const first: Record<Exclude<FirstStep, 'CorrectEvent'>, Pick<No, 'help'>> = {
  RecordVacated: { help: 'Registrer fraflytningen først.' },
  ReturnKeys: { help: 'Registrer først, at nøglerne er afleveret.' },
  RecordInspection: { help: 'Registrer fraflytningssynet først.' },
  OrderWorks: { help: 'Registrer først, at istandsættelsen er bestilt.' },
  CompleteWorks: { help: 'Registrer først, at istandsættelsen er færdig.' },
  DeclareReady: { help: 'Klarmeld boligen først.' },
  GiveNotice: { help: 'Registrer opsigelsen eller dødsfaldet først.' },
  RegisterDeath: { help: 'Registrer dødsfaldet eller fraflytningen først.' },
  Reserve: { help: 'Boligen er ikke reserveret: registrer reservationen først.' },
  ReleaseReservation: { help: 'Boligen er reserveret: ophæv den reservation først.' },
  WithdrawOffer: { help: 'Et boligtilbud venter på svar: registrer svaret, eller træk tilbuddet tilbage først.' },
  CancelAcceptance: { help: 'En borger har sagt ja tak: er aftalen faldet væk, så registrer det først.' },
};

/** A home whose citizen has died is not for that citizen any more. */
const hasDied = { title: 'Borgeren er død', detail: 'Borgeren er registreret som død[ senest den {on}].' };

/** Why a command was refused. */
export const refusals: Record<RefusalCode, No> = {
  MALFORMED: {
    title: 'Forespørgslen er ikke udfyldt rigtigt',
    detail: 'Et eller flere felter mangler eller er ikke udfyldt rigtigt.',
    help: 'Ret de felter, der er nævnt, og send igen.',
  },
  NOT_YOUR_PART: {
    title: 'Det er ikke din opgave',
    detail: 'Det er den anden parts opgave, eller din rolle giver ikke adgang til det.[ Det gør: {roles}.]',
    help: 'Bed den part, der har opgaven, om at registrere det.',
  },
  UNIT_UNKNOWN: {
    title: 'Boligen findes ikke',
    detail: 'Der er ingen bolig med det nummer, som du kan se.',
    help: 'Kontrollér kommunen og boligens nummer, eller opret boligen først.',
  },
  CITIZEN_UNKNOWN: {
    title: 'Borgeren findes ikke',
    detail: 'Borgeren er ikke kendt i kommunen.',
    help: 'Godkend borgeren til en venteliste først.',
  },
  OFFER_UNKNOWN: {
    title: 'Boligtilbuddet findes ikke',
    detail: 'Boligtilbuddet[ {offer}] er ikke givet på denne bolig.',
    help: 'Find tilbuddet i boligens historik, eller giv et nyt.',
  },
  EVENT_UNKNOWN: {
    title: 'Hændelsen findes ikke',
    detail: 'Der er ingen sådan hændelse i denne historik[: der kom ingen af rækken {row}].',
    help: 'Find hændelsen i historikken, og ret den dér.',
  },
  VERSION_CONFLICT: {
    title: 'En anden kom først',
    detail: 'En anden har registreret noget, siden du sidst så efter[; historikken er nu nået til nummer {actual}].',
    help: 'Se efter igen, og vurdér, om dit skridt stadig er det rigtige.',
  },
  FUTURE_FACT: {
    title: 'En hændelse kan ikke ligge efter i dag',
    detail: 'Dagen[ {on}] ligger ude i fremtiden[; den seneste dag er {latest}].',
    help: 'Registrer det, når det er sket. Planer har deres egne felter, for eksempel forventet fraflytning.',
  },
  DECOMMISSIONED: {
    title: 'Boligen er nedlagt',
    detail: 'Boligen er nedlagt[ fra den {since}].',
    help: 'Er det en fejl, så træk nedlæggelsen tilbage først.',
  },
  UNIT_EXISTS: {
    title: 'Boligen er allerede oprettet',
    detail: 'Der er allerede oprettet en bolig med det nummer[, taget i brug den {commissioned}].',
    help: 'Brug den bolig, der findes, eller ret nummeret.',
  },
  NOT_OCCUPIED: {
    title: 'Boligen er ikke beboet',
    detail: 'Der bor ingen i boligen[ den {on}].',
    help: 'Kontrollér datoen, eller registrer indflytningen først.',
  },
  DEATH_EXISTS: {
    title: 'Dødsfaldet er allerede registreret',
    detail: 'Der er allerede registreret et dødsfald i dette lejemål[: den {on}].',
    help: 'Ret datoen på det dødsfald, der er registreret, hvis den er forkert.',
  },
  NOTICE_EXISTS: {
    title: 'Der er allerede en opsigelse',
    detail: 'Lejemålet er allerede opsagt[; opsigelsen er modtaget den {received}].',
    help: 'Ændr den opsigelse, der er, i stedet for at registrere en ny.',
  },
  NO_NOTICE: {
    title: 'Der er ingen opsigelse',
    detail: 'Lejemålet er ikke opsagt[ den {on}].',
    help: 'Registrer opsigelsen eller dødsfaldet først.',
  },
  WRONG_STATE: {
    title: 'Ikke i boligens nuværende tilstand',
    detail: 'Skridtet passer ikke til, hvor boligen er[ den {on}: {stage}].',
    help: 'Det ligger bag boligen på den dag: se dens historik, og ret dér, hvad der er forkert.',
    cases: first,
  },
  LETTING_COMMITTED: {
    title: 'Boligen er lovet eller tilbudt en borger',
    detail: 'Boligen er lovet eller tilbudt en borger[: boligtilbud {offer} er accepteret][: boligtilbud {pending} venter på svar].',
    help: 'Er aftalen faldet væk, så registrer først, at borgeren ikke tager boligen alligevel, eller træk boligtilbuddet tilbage.',
  },
  NOT_READY: {
    title: 'Boligen er ikke klarmeldt',
    detail: 'Skridtet passer ikke til, hvor boligen er[ den {on}: {stage}].',
    help: 'Se i historikken, hvor boligen er på den dag: skridtet ligger bag den, eller den er ikke taget i brug endnu.',
    cases: first,
  },
  NO_CONTRACT: {
    title: 'Der er ingen lejekontrakt',
    detail: 'Der er ikke skrevet lejekontrakt[ den {on}].',
    help: 'Registrer lejekontrakten først.',
  },
  NOT_LETTABLE: {
    title: 'Boligen kan ikke tilbydes',
    detail: 'Boligen kan ikke tilbydes[ den {on}: {stage}].',
    help: 'Registrer opsigelsen eller fraflytningen først.',
  },
  OUT_OF_SERVICE: {
    title: 'Boligen er ude af drift',
    detail: 'Boligen er ude af drift[ siden den {since}].',
    help: 'Registrer først, at boligen er i drift igen.',
  },
  NOT_OUT_OF_SERVICE: {
    title: 'Boligen er i drift',
    detail: 'Boligen er ikke ude af drift[ den {on}].',
    help: 'Kontrollér datoen.',
  },
  OCCUPIED: {
    title: 'Boligen er ikke tom',
    detail: 'Boligen er ikke tom[ den {on}].',
    help: 'Registrer fraflytningen først.',
  },
  RESERVED: {
    title: 'Boligen er reserveret',
    detail: 'Boligen er reserveret til en anden borger[ siden den {since}].',
    help: 'Ophæv reservationen først, eller giv tilbuddet til den borger, som boligen er reserveret til.',
  },
  OFFER_OPEN: {
    title: 'Der er et åbent boligtilbud',
    detail: 'Den aftalte praksis tillader ikke flere åbne boligtilbud på boligen[; åbne nu: {open}].',
    help: 'Vent på svaret, eller træk et åbent boligtilbud tilbage.',
  },
  OFFER_EXPIRED: {
    title: 'Svarfristen er udløbet',
    detail: 'Svaret kom efter svarfristen[, som var den {respondBy}].',
    help: 'Kom svaret i tide, så registrer det på den dag, det kom. Ellers giv et nyt boligtilbud.',
  },
  OFFER_NOT_PENDING: {
    title: 'Boligtilbuddet er ikke længere åbent',
    detail: 'Boligtilbuddet[ {offer}] venter ikke længere på svar: det er besvaret, udløbet, trukket tilbage eller bortfaldet.',
    help: 'Se i boligens historik, hvad der skete. Giv et nyt boligtilbud, hvis borgeren stadig skal have boligen.',
  },
  NOT_EXPIRED: {
    title: 'Svarfristen er ikke udløbet',
    detail: 'Borgeren kan stadig nå at svare[ til og med den {respondBy}].',
    help: 'Vent, til svarfristen er gået, eller træk boligtilbuddet tilbage.',
  },
  CITIZEN_NOT_ELIGIBLE: {
    title: 'Borgeren står ikke på kommunens venteliste',
    detail: 'Borgeren står ikke på en venteliste i kommunen[ den {on}].',
    help: 'Godkend borgeren til en venteliste først, eller vælg en anden borger.',
    cases: {
      CancelAcceptance: {
        ...hasDied,
        help: 'Registrer, at ja takket er bortfaldet, så boligen kan tilbydes igen. Er borgeren taget af ventelisten ved en fejl, så ret det dér.',
      },
      CorrectEvent: { ...hasDied, help: 'Er borgeren taget af ventelisten ved en fejl, så ret det dér først.' },
    },
  },
  CITIZEN_ALREADY_ACCEPTED: {
    title: 'Borgeren har sagt ja tak til en anden bolig',
    detail: 'Borgeren har sagt ja tak til en anden bolig eller er flyttet ind i en.',
    help: 'Spørg borgeren, hvilken bolig det skal være, og registrer først, at borgeren ikke tager den anden alligevel.',
  },
  NOTHING_ACCEPTED: {
    title: 'Der er ikke sagt ja tak',
    detail: 'Der står intet ja tak til boligen[ den {on}].',
    help: 'Registrer borgerens ja tak først.',
  },
  NOT_CORRECTABLE: {
    title: 'Hændelsen kan ikke rettes',
    detail:
      'Hændelsen[ ({type})] kan ikke rettes: den er selv en rettelse, følger af andre hændelser, er annulleret, eller andre bygger på den.',
    help: 'Ret den hændelse, som den følger af, eller træk det tilbage, der bygger på den.',
  },
  ERASED: {
    title: 'Borgerens oplysninger er slettet',
    detail: 'Borgerens oplysninger er slettet, og der kan ikke registreres mere.',
    help: 'Skal borgeren på venteliste igen, så godkend borgeren på ny; det giver et nyt pseudonym.',
  },
  ALREADY_ON_LIST: {
    title: 'Borgeren står allerede på en venteliste',
    detail: 'Borgeren står allerede på en venteliste.',
    help: 'Flyt borgeren til en anden venteliste i stedet for at godkende igen.',
  },
  NOT_ON_LIST: {
    title: 'Borgeren står ikke på en venteliste',
    detail: 'Borgeren står ikke på en venteliste på den dag.',
    help: 'Kontrollér datoen, eller godkend borgeren til en venteliste først.',
  },
  STILL_IN_USE: {
    title: 'Borgeren har stadig en sag',
    detail: 'Borgeren har et åbent boligtilbud, har en bolig reserveret, har sagt ja tak eller bor i en bolig.',
    help: 'Afslut det først: registrer svaret, ophæv reservationen, eller registrer, at boligen er fraflyttet.',
  },
  DATE_ORDER: {
    title: 'Datoerne er ikke i rækkefølge',
    detail: 'Skridtene ville ikke komme i rækkefølge[ med datoen {on}][: {type} den {stepOn}].',
    help: 'Kontrollér datoen mod de skridt, der ligger før og efter.',
  },
  BREAKS_HISTORY: {
    title: 'De senere hændelser kunne så ikke være sket',
    detail: 'Det passer ikke med resten af forløbet[: {type} den {on}].',
    help: 'Ret den hændelse først, eller træk den tilbage.',
    cases: { itself: { help: 'Ret dagen eller indholdet af det, du selv sender, så det passer til boligens eller borgerens historik.' } },
  },
};
