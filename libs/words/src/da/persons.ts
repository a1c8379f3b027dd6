import type { PersonsProblem } from '../lists.js';
import type { No, PersonsWords } from '../words.js';

/** Why nothing can be told or kept of a person. */
export const personsProblems: Record<PersonsProblem, No> = {
  PERSON_UNKNOWN: {
    title: 'Der er ikke registreret nogen person',
    detail: 'Der er ikke registreret nogen person under det pseudonym eller på den bolig.',
    help: 'Registrér personen først.',
  },
  PERSON_EXISTS: {
    title: 'Personen er allerede registreret',
    detail: 'Der er allerede registreret en person under det pseudonym.',
    help: 'Ret de registrerede oplysninger i stedet.',
  },
  CPR_NOT_TAKEN: {
    title: 'CPR-numre registreres ikke her',
    detail: 'Kommunen registrerer ikke CPR-numre i relet.',
    help: 'Udelad nummeret, eller få driften til at slå registreringen til for kommunen.',
  },
  REASON_NEEDED: {
    title: 'Angiv, hvorfor du slår op',
    detail: 'Opslag på en person kræver en begrundelse, og der er ikke angivet nogen inden for den seneste time.',
    help: 'Angiv en begrundelse sammen med opslaget.',
  },
  ARCHIVE_HOLD: {
    title: 'Oplysningerne skal bevares indtil videre',
    detail: 'Det er registreret, at oplysningerne om personen endnu ikke må slettes.',
    help: 'Ophæv først bevaringspligten, når grundlaget er bortfaldet.',
  },
  GROUND_NEEDED: {
    title: 'På hvilket grundlag?',
    detail: 'Der er registreret en person, og den slettes på et grundlag, som fortegnelsen over sletninger bevarer.',
    help: 'Slet personen med et grundlag: på borgerens side, med `relet erase` eller med POST /v1/persons/erasures. Borgeren slettes samtidig.',
  },
  PERSONS_UNREADABLE: {
    title: 'Personoplysninger kan ikke læses lige nu',
    detail: 'Den nøgle, der åbner personoplysningerne, mangler eller er en anden. Intet er gået tabt, og alt andet kører videre.',
    help: 'Driften lægger hovednøglen tilbage på dens plads (`RELET_MASTER_KEY`); et nyt relet får en ny (`relet keys new`).',
  },
  PERSONS_ELSEWHERE: {
    title: 'En anden proces opbevarer personerne',
    detail: 'Hvor flere processer svarer, opbevarer én af dem personerne, og det er ikke denne.',
    help: 'En driftsansvarlig leder det, der angår personer, til den proces, der opbevarer dem.',
  },
  PERSONS_AWAY: {
    title: 'Serveren med personer svarer ikke',
    detail:
      'Den server, hvor personer, deres nøgler eller fortegnelsen over sletninger ligger, kan ikke nås lige nu. Intet er gået tabt, og alt andet virker.',
    help: 'Prøv igen om et øjeblik; driften ser efter, om serveren kører og kan nås.',
  },
  ACCESS_LOG_DOWN: {
    title: 'Opslaget kan ikke logges',
    detail: 'Opslag på personer skal logges, og det kan ikke lade sig gøre lige nu. Derfor vises der intet.',
    help: 'Prøv igen om lidt; driften ser på opslagsloggens disk.',
  },
  ERASURES_LOST: {
    title: 'Fortegnelsen over sletninger mangler eller er for kort',
    detail: 'Uden den fulde fortegnelse kan en sikkerhedskopi bringe en slettet person tilbage. Derfor startes der ikke.',
    help: 'Læg hele den fil tilbage, som RELET_ERASURES angiver, fra dens egen kopi: den er i ingen sikkerhedskopi. Også på en ny maskine kommer den først.',
  },
};

/** The words of persons: closed lists, and what is shown of an erased one. */
export const persons: PersonsWords = {
  fields: { name: 'navn', cpr: 'CPR-nummer', contacts: 'kontaktperson', notes: 'notat' },
  readHow: { initials: 'initialer på en liste', name: 'navn på en liste', search: 'søgning', look_up: 'opslag' },
  relations: {
    spouse: 'ægtefælle eller samlever',
    child: 'barn',
    sibling: 'søskende',
    relative: 'anden pårørende',
    friend: 'ven',
    guardian: 'værge',
    estate_administrator: 'bobestyrer',
    other: 'andet',
  },
  readReasons: {
    case_work: 'sagsbehandling',
    offer: 'boligtilbud',
    contract: 'lejekontrakt',
    moving_in: 'indflytning',
    estate: 'kontakt til dødsbo eller pårørende',
    meeting: 'ugemøde',
    asked_by_citizen: 'henvendelse fra borgeren',
    mending: 'rettelse af fejl',
  },
  erasureGrounds: {
    retention_over: 'kommunens opbevaringsfrist er udløbet',
    request_granted: 'borgerens anmodning om sletning er imødekommet',
    registered_wrongly: 'registreret ved en fejl',
  },
  holdGrounds: { archive_duty: 'arkivpligt', legal_claim: 'retskrav', access_request: 'verserende anmodning om indsigt' },
};
