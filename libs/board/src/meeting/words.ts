import type { DueWhat } from '../due.js';

/** Codes of the domain in the words of domain.md section 1, as caseworkers read them. */
export interface Words {
  title: string;
  subtitle: (since: string, asOf: string, where: string) => string;
  everywhere: string;
  printed: (position: string) => string;
  notUpToDate: string;
  none: string;
  respectWindow: (until: string) => string;
  sections: Record<Section, { heading: string; about: string; head: string[] }>;
  codes: Readonly<Record<string, string>>;
  due: Record<DueWhat, string>;
  /** A civil date as it is written in the language. */
  date: (day: string) => string;
  days: (count: number) => string;
  daysPast: (count: number) => string;
}

export type Section = 'new' | 'moved' | 'let' | 'stuck' | 'overdue' | 'passed' | 'offers' | 'guarantee' | 'corrected';

const da: Words = {
  title: 'Ugemøde',
  subtitle: (since, asOf, where) => `Siden ${since} · opgjort ${asOf} · ${where}`,
  everywhere: 'alle kommuner',
  printed: (position) => `Skrevet ud fra loggen til og med position ${position}. Borgere står med de første otte tegn af deres pseudonym.`,
  notUpToDate: 'Listen er ikke helt ajour: nogle hændelser er endnu ikke med.',
  none: 'Ingen.',
  respectWindow: (until) => `ro om boligen til ${until}`,
  sections: {
    new: {
      heading: 'Nye',
      about: 'Boliger, der er kommet til siden sidst.',
      head: ['Bolig', 'Plejecenter', 'Hvorfor', 'Står nu', 'Tomme dage', 'Bolden hos'],
    },
    moved: {
      heading: 'Rykket',
      about: 'Boliger, der er kommet videre.',
      head: ['Bolig', 'Plejecenter', 'Fra', 'Til', 'Tomme dage', 'Bolden hos'],
    },
    let: {
      heading: 'Genudlejet',
      about: 'Indflytninger, som ikke var kendt sidst.',
      head: ['Bolig', 'Plejecenter', 'Fraflyttet', 'Indflyttet', 'Dage i alt'],
    },
    stuck: {
      heading: 'Står stille',
      about: 'Intet er sket siden sidst, og ingen dag er aftalt. Dage med ro om boligen er ikke med.',
      head: ['Bolig', 'Plejecenter', 'Står nu', 'Siden', 'Tomme dage', 'Bolden hos', 'Næste skridt'],
    },
    overdue: {
      heading: 'Over måltallet',
      about: 'Længere i en fase end aftalt. Dage med ro om boligen tæller aldrig med.',
      head: ['Bolig', 'Plejecenter', 'Fase', 'Dage', 'Måltal', 'Over', 'Bolden hos', 'Næste skridt'],
    },
    passed: {
      heading: 'Aftalt og ikke sket',
      about: 'En aftalt dag er passeret.',
      head: ['Bolig', 'Plejecenter', 'Hvad', 'Dag', 'Passeret'],
    },
    offers: {
      heading: 'Boligtilbud, der venter på svar',
      about: 'Svarfristen er den sidste dag, der tæller med.',
      head: ['Bolig', 'Plejecenter', 'Tilbudt', 'Svarfrist', 'Tilbage'],
    },
    guarantee: {
      heading: 'Plejeboliggaranti',
      about: 'Borgere uden tilbud, hvis frist er nær eller passeret.',
      head: ['Borger', 'Kommune', 'Besluttet', 'Frist', 'Tilbage', 'Boliger, der kan nå det'],
    },
    corrected: {
      heading: 'Rettet',
      about: 'Hændelser, der er rettet eller trukket tilbage siden sidst.',
      head: ['Bolig', 'Plejecenter', 'Hændelse', 'Dag', 'Ændring', 'Hvorfor', 'Registreret'],
    },
  },
  codes: {
    administrator: 'administrator',
    relatives: 'pårørende',
    contractor: 'håndværker',
    municipality: 'kommune',
    citizen: 'borger',
    owner: 'ejer',
    unknown: 'ukendt',
    planned: 'ikke taget i brug',
    occupied: 'beboet',
    clearing: 'rydning',
    inspection: 'fraflytningssyn',
    ordering: 'bestilling',
    works: 'istandsættelse',
    signoff: 'godkendelse',
    ready: 'klarmeldt',
    decommissioned: 'nedlagt',
    move_in: 'indflytning',
    offer_pending: 'boligtilbud ude',
    reserved: 'reserveret',
    matching: 'anvisning',
    unrecorded: 'ikke registreret',
    out_of_service: 'ude af drift',
    none: '',
    pending: 'tilbudt',
    accepted: 'ja tak',
    contracted: 'kontrakt',
    vacate: 'fraflytning',
    return_keys: 'nøgler afleveres',
    inspect: 'syn holdes',
    order_works: 'istandsættelse bestilles',
    complete_works: 'istandsættelse gøres færdig',
    declare_ready: 'klarmeldes',
    offer: 'tilbydes',
    await_answer: 'svar afventes',
    sign_contract: 'kontrakt skrives',
    return_to_service: 'tages i drift igen',
    vacated: 'fraflyttet',
    first_let: 'ny bolig',
    death: 'dødsfald',
    notice: 'opsagt',
    offered: 'tilbudt',
    corrected: 'rettet',
    retracted: 'trukket tilbage',
    typing_error: 'tastefejl',
    learned_later: 'først kendt senere',
    wrong_unit: 'forkert bolig',
    other: 'andet',
    effective: 'dag',
    UnitRegistered: 'bolig oprettet',
    RentSet: 'husleje',
    DeathRegistered: 'dødsfald',
    NoticeGiven: 'opsigelse',
    NoticeChanged: 'opsigelse ændret',
    NoticeWithdrawn: 'opsigelse trukket',
    TenancyContinued: 'lejemål fortsat',
    Vacated: 'fraflytning',
    ClearancePermitted: 'tilladelse til rydning',
    KeysReturned: 'nøgler afleveret',
    InspectionPlanned: 'syn aftalt',
    InspectionDone: 'fraflytningssyn',
    WorksOrdered: 'istandsættelse bestilt',
    WorksCompleted: 'istandsættelse færdig',
    WorksReopened: 'istandsættelse genåbnet',
    ReadyForLetting: 'klarmelding',
    Reserved: 'reservation',
    ReservationReleased: 'reservation ophævet',
    OfferMade: 'boligtilbud',
    OfferWithdrawn: 'tilbud trukket tilbage',
    OfferDeclined: 'nej tak',
    OfferExtended: 'svarfrist forlænget',
    OfferAccepted: 'ja tak',
    AcceptanceCancelled: 'ja tak bortfaldet',
    ContractSigned: 'lejekontrakt',
    MoveInAgreed: 'indflytning aftalt',
    MoveInPostponed: 'indflytning udsat',
    MovedIn: 'indflytning',
    TakenOutOfService: 'ude af drift',
    ReturnedToService: 'i drift igen',
    UnitDecommissioned: 'nedlagt',
  },
  due: {
    vacating_expected: 'forventet fraflytning',
    inspection_planned: 'fraflytningssyn',
    works_due: 'istandsættelse færdig',
    answer_due: 'svar på boligtilbud',
    move_in_planned: 'indflytning',
    return_expected: 'i drift igen',
    guarantee_deadline: 'plejeboliggaranti',
  },
  date: (day) => day.split('-').reverse().join('-'),
  days: (count) => (count === 1 ? '1 dag' : `${count} dage`),
  daysPast: (count) => (count === 1 ? '1 dag siden' : `${count} dage siden`),
};

const en: Words = {
  title: 'Weekly meeting',
  subtitle: (since, asOf, where) => `Since ${since} · as of ${asOf} · ${where}`,
  everywhere: 'all municipalities',
  printed: (position) =>
    `Written from the log up to position ${position}. Citizens are shown by the first eight characters of their pseudonym.`,
  notUpToDate: 'The list is not quite up to date: some events are still missing.',
  none: 'None.',
  respectWindow: (until) => `left in peace until ${until}`,
  sections: {
    new: {
      heading: 'New',
      about: 'Homes that have come up since last time.',
      head: ['Home', 'Building', 'Why', 'Stands at', 'Empty days', 'Ball with'],
    },
    moved: {
      heading: 'Moved',
      about: 'Homes that have come further.',
      head: ['Home', 'Building', 'From', 'To', 'Empty days', 'Ball with'],
    },
    let: {
      heading: 'Let again',
      about: 'Move-ins that were not known last time.',
      head: ['Home', 'Building', 'Vacated', 'Moved in', 'Gross days'],
    },
    stuck: {
      heading: 'Stuck',
      about: 'Nothing has happened since last time, and no day is agreed. Homes left in peace are not among them.',
      head: ['Home', 'Building', 'Stands at', 'Since', 'Empty days', 'Ball with', 'Next step'],
    },
    overdue: {
      heading: 'Over target',
      about: 'Longer in a phase than agreed. Days in which the home is left in peace never count.',
      head: ['Home', 'Building', 'Phase', 'Days', 'Target', 'Over', 'Ball with', 'Next step'],
    },
    passed: { heading: 'Agreed and not done', about: 'An agreed day has passed.', head: ['Home', 'Building', 'What', 'Day', 'Passed'] },
    offers: {
      heading: 'Offers waiting for an answer',
      about: 'The last day to answer is included.',
      head: ['Home', 'Building', 'Offered', 'Respond by', 'Left'],
    },
    guarantee: {
      heading: 'Care-home guarantee',
      about: 'Citizens without an offer whose deadline is near or past.',
      head: ['Citizen', 'Municipality', 'Decided', 'Deadline', 'Left', 'Homes that could meet it'],
    },
    corrected: {
      heading: 'Corrected',
      about: 'Events that were corrected or retracted since last time.',
      head: ['Home', 'Building', 'Event', 'Day', 'Change', 'Why', 'Recorded'],
    },
  },
  codes: {
    none: '',
    offer_pending: 'offer out',
    pending: 'offered',
    contracted: 'contract',
    first_let: 'new home',
    effective: 'day',
    await_answer: 'await the answer',
    inspect: 'hold the inspection',
    offer: 'make an offer',
  },
  due: {
    vacating_expected: 'vacating expected',
    inspection_planned: 'inspection',
    works_due: 'works done',
    answer_due: 'answer to an offer',
    move_in_planned: 'move-in',
    return_expected: 'back in service',
    guarantee_deadline: 'care-home guarantee',
  },
  date: (day) => day,
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
  daysPast: (count) => (count === 1 ? '1 day ago' : `${count} days ago`),
};

/** The words of a language. */
export const WORDS: Readonly<Record<'da' | 'en', Words>> = { da, en };

/** A code as people read it: `OfferMade` and `sign_contract` are words already when no better one is known. */
export function worded({ codes }: Words, code: string): string {
  return (
    codes[code] ??
    code
      .replaceAll('_', ' ')
      .replace(/(?<=[a-z])[A-Z]/g, ' $&')
      .toLowerCase()
  );
}
