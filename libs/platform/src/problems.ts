import type { RefusalCode } from '@relet/domain';
import type { StoreErrorCode } from '@relet/event-store';

/** A code's HTTP status and its titles for people. */
export interface Problem {
  status: number;
  en: string;
  da: string;
}

export type ProblemCode =
  | RefusalCode
  | StoreErrorCode
  | 'UNAUTHENTICATED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'BODY_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'CLOCK_REFUSED'
  | 'HISTORY_UNREADABLE'
  | 'NOT_YET_VISIBLE'
  | 'TOO_MANY_STREAMS'
  | 'NOT_SERVING'
  | 'INTERNAL';

const no = (status: number, en: string, da: string): Problem => ({ status, en, da });
const refused = (en: string, da: string) => no(409, en, da);

/** Every code that an answer can carry; refusals are those of docs/law.md, chapter 4. */
export const PROBLEMS: Record<ProblemCode, Problem> = {
  MALFORMED: no(400, 'The request is malformed', 'Forespørgslen er ikke udfyldt rigtigt'),
  NOT_YOUR_PART: no(403, 'This is not your part', 'Det er ikke din opgave'),
  UNIT_UNKNOWN: no(404, 'No such home', 'Boligen findes ikke'),
  CITIZEN_UNKNOWN: no(404, 'No such citizen', 'Borgeren findes ikke'),
  OFFER_UNKNOWN: no(404, 'No such offer', 'Boligtilbuddet findes ikke'),
  EVENT_UNKNOWN: no(404, 'No such event', 'Hændelsen findes ikke'),
  VERSION_CONFLICT: no(412, 'Somebody else was first', 'En anden kom først'),
  FUTURE_FACT: refused('A fact may not lie after today', 'En hændelse kan ikke ligge efter i dag'),
  DECOMMISSIONED: refused('The home has left the portfolio', 'Boligen er nedlagt'),
  UNIT_EXISTS: refused('The home is registered already', 'Boligen er allerede oprettet'),
  NOT_OCCUPIED: refused('The home is not occupied', 'Boligen er ikke beboet'),
  NOTICE_EXISTS: refused('A notice stands already', 'Der er allerede en opsigelse'),
  NO_NOTICE: refused('No notice stands', 'Der er ingen opsigelse'),
  WRONG_STATE: refused('Not in the present state of the home', 'Ikke i boligens nuværende tilstand'),
  LETTING_COMMITTED: refused('A citizen has said yes', 'En borger har sagt ja tak'),
  NOT_READY: refused('The home is not ready', 'Boligen er ikke klarmeldt'),
  NO_CONTRACT: refused('No contract is signed', 'Der er ingen lejekontrakt'),
  NOT_LETTABLE: refused('The home cannot be offered', 'Boligen kan ikke tilbydes'),
  OUT_OF_SERVICE: refused('The home is out of service', 'Boligen er ude af drift'),
  NOT_OUT_OF_SERVICE: refused('The home is in service', 'Boligen er i drift'),
  OCCUPIED: refused('The home is not empty', 'Boligen er ikke tom'),
  RESERVED: refused('The home is reserved', 'Boligen er reserveret'),
  OFFER_OPEN: refused('An offer is open', 'Der er et åbent boligtilbud'),
  OFFER_EXPIRED: refused('The answer came too late', 'Svarfristen er udløbet'),
  OFFER_NOT_PENDING: refused('The offer is no longer open', 'Boligtilbuddet er ikke længere åbent'),
  NOT_EXPIRED: refused('The answer is not due yet', 'Svarfristen er ikke udløbet'),
  CITIZEN_NOT_ELIGIBLE: refused('The citizen is on no list here', 'Borgeren står ikke på kommunens venteliste'),
  CITIZEN_ALREADY_ACCEPTED: refused('The citizen has said yes to another home', 'Borgeren har sagt ja tak til en anden bolig'),
  NOTHING_ACCEPTED: refused('Nothing has been accepted', 'Der er ikke sagt ja tak'),
  NOT_CORRECTABLE: refused('That event cannot be corrected', 'Hændelsen kan ikke rettes'),
  ERASED: refused("The citizen's data are erased", 'Borgerens oplysninger er slettet'),
  ALREADY_ON_LIST: refused('The citizen is on a list already', 'Borgeren står allerede på en venteliste'),
  NOT_ON_LIST: refused('The citizen is on no list', 'Borgeren står ikke på en venteliste'),
  STILL_IN_USE: refused('The citizen is still in use', 'Borgeren har stadig en sag'),
  DATE_ORDER: refused('The dates are out of order', 'Datoerne er ikke i rækkefølge'),
  BREAKS_HISTORY: refused('The later history could not have happened', 'De senere hændelser kunne så ikke være sket'),
  UNAUTHENTICATED: no(401, 'Who are you?', 'Log ind først'),
  NOT_FOUND: no(404, 'Nothing is here', 'Her er intet'),
  METHOD_NOT_ALLOWED: no(405, 'Not by this method', 'Ikke på denne måde'),
  BODY_TOO_LARGE: no(413, 'The body is too large', 'Indholdet er for stort'),
  UNSUPPORTED_MEDIA_TYPE: no(415, 'JSON is needed', 'Indholdet skal være JSON'),
  IDEMPOTENCY_KEY_REUSED: no(422, 'The key belongs to another command', 'Nøglen hører til en anden kommando'),
  CLOCK_REFUSED: no(400, 'The clock cannot be set so', 'Uret kan ikke stilles sådan'),
  TOO_MANY_STREAMS: no(429, 'Too many listen at once', 'For mange lytter på én gang'),
  HISTORY_UNREADABLE: no(409, 'The history cannot be read', 'Historikken kan ikke læses'),
  NOT_YET_VISIBLE: no(503, 'Not visible yet', 'Endnu ikke synlig'),
  NOT_SERVING: no(503, 'The process cannot serve now', 'Processen kan ikke betjene nogen nu'),
  STORE_UNAVAILABLE: no(503, 'The event store cannot be reached', 'Hændelseslageret kan ikke nås'),
  STORE_LOCKED: no(503, 'Another process writes to the store', 'En anden proces skriver i hændelseslageret'),
  STORE_READ_ONLY: no(503, 'The store cannot be written', 'Der kan ikke skrives i hændelseslageret'),
  STORE_CORRUPT: no(503, 'The store is damaged', 'Hændelseslageret er beskadiget'),
  STORE_FULL: no(507, 'The disk is full', 'Disken er fuld'),
  STORE_CLOSED: no(503, 'The server is stopping', 'Serveren er ved at stoppe'),
  NOT_A_STORE: no(503, 'That file is no event store', 'Filen er ikke et hændelseslager'),
  FILE_EXISTS: no(409, 'That file exists already', 'Filen findes allerede'),
  APPEND_TOO_LARGE: no(413, 'Too much in one command', 'For meget i én kommando'),
  NOT_CANONICAL: no(400, 'The request is malformed', 'Forespørgslen er ikke udfyldt rigtigt'),
  INTERNAL: no(500, 'Something went wrong here', 'Der gik noget galt hos os'),
};
