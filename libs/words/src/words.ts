import type {
  ANSWER_DAYS,
  CANCEL_REASONS,
  CLEARANCE_BASES,
  CommandName,
  CONTINUED_BY,
  CORRECTION_REASONS,
  DayState,
  DECLINE_REASONS,
  EventType,
  FirstStep,
  Grouping,
  NoticeBy,
  Offer,
  OUT_OF_SERVICE_REASONS,
  Owner,
  PaidBy,
  Party,
  Payer,
  Phase,
  RefusalCode,
  REMOVAL_REASONS,
  Role,
  Stage,
  UnitKind,
  VACATED_REASONS,
  VacancyRow,
  WaitingList,
  WarningCode,
  Works,
} from '@relet/domain';
import type { commandLine } from './en/command-line.js';
import type { help } from './en/help.js';
import type { doctor } from './en/doctor.js';
import type { signIn } from './en/sign-in.js';
import type { screens } from './en/screens.js';
import type {
  ColumnName,
  DayDueCode,
  DayGroup,
  DayWhyCode,
  DueWhat,
  ErasureGround,
  FieldFault,
  FieldName,
  FigureHead,
  FigurePart,
  FileFault,
  HoldGround,
  ImportHints,
  Language,
  ListNeed,
  MeetingSection,
  NextStepName,
  OtherProblem,
  ReadReason,
  Relation,
  RowFault,
  ServingFault,
  StoreCase,
  StandingField,
  RowField,
} from './lists.js';

/** A "no" for people. In the sentence, `[...{name}...]` is left out where the answer does not tell that detail. */
export interface No {
  title: string;
  /** One sentence that says why, made with the details of the answer. */
  detail: string;
  /** The step that would help, where there is one. */
  help?: string;
  /** What is said otherwise where the answer tells which command has to come first (`needs` among its details), or names no event that is in the way (`itself`). */
  cases?: Partial<Record<FirstStep | 'itself', Partial<Omit<No, 'cases'>>>>;
}

/** How a command line asks before something unlikely is recorded. */
export interface AskingWords {
  /** Stands above what is unlikely. */
  areYouSure: string;
  /** Where in a file it stands. */
  inLine: (line: number) => string;
  question: string;
  /** Answers that mean yes, in small letters. */
  yes: string[];
  nothingWritten: string;
}

/** The closed lists of the workflow. A name is the plural of what a code of the list is. */
export interface WorkflowWords {
  kinds: Record<UnitKind, string>;
  stages: Record<Stage, string>;
  /** Of a day of a vacancy. */
  phases: Record<Phase, string>;
  /** Who holds the ball. */
  owners: Record<Owner, string>;
  payers: Record<Payer, string>;
  parties: Record<Party, string>;
  roles: Record<Role, string>;
  /** How far a letting has come. */
  lettings: Record<'none' | 'pending' | 'accepted' | 'contracted', string>;
  offerStatuses: Record<Offer['status'], string>;
  nextSteps: Record<NextStepName, string>;
  due: Record<DueWhat, string>;
  waitingLists: Record<WaitingList, string>;
  /** Why no guarantee runs for a citizen. */
  noClocks: Record<'specific_list' | 'not_elderly', string>;
  noticeBy: Record<NoticeBy, string>;
  continuedBy: Record<(typeof CONTINUED_BY)[number], string>;
  vacatedReasons: Record<(typeof VACATED_REASONS)[number], string>;
  clearanceBases: Record<(typeof CLEARANCE_BASES)[number], string>;
  works: Record<Works, string>;
  declineReasons: Record<(typeof DECLINE_REASONS)[number], string>;
  cancelReasons: Record<(typeof CANCEL_REASONS)[number], string>;
  outOfServiceReasons: Record<(typeof OUT_OF_SERVICE_REASONS)[number], string>;
  correctionReasons: Record<(typeof CORRECTION_REASONS)[number], string>;
  removalReasons: Record<(typeof REMOVAL_REASONS)[number], string>;
  /** Other words that people write for a word of these lists. */
  alsoWritten: Readonly<Record<string, string>>;
  /** What else people call a field; it is taken. */
  fieldsAlso: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  /** What else people may write for the name of a field; it is told what the field is called. */
  fieldsMeant: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  /** In which days the time for an answer is counted. */
  answerDays: Record<(typeof ANSWER_DAYS)[number], string>;
}

/** The closed lists of what is kept of persons. */
export interface PersonsWords {
  fields: Record<'name' | 'cpr' | 'contacts' | 'notes', string>;
  readHow: Record<'initials' | 'name' | 'search' | 'look_up', string>;
  relations: Record<Relation, string>;
  readReasons: Record<ReadReason, string>;
  erasureGrounds: Record<ErasureGround, string>;
  holdGrounds: Record<HoldGround, string>;
}

/** What helps an import, as whoever imports would name it. */
export interface HintWords {
  /** One municipality for all homes. */
  municipality: string;
  /** A header means a column. */
  map: string;
  /** A store whose clock is set by hand; absent where whoever imports cannot open one. */
  clock?: string;
  /** The day to which such a clock is set. */
  now: string;
  since: string;
  occupied: string;
  vacant: string;
  /** A header that means nothing here, and what would give it a meaning. */
  nearest: string;
  unknownHeader: string;
  /** How the log would come to say what the sheet says. */
  correctedBy: string;
}

/** The import of a spreadsheet. */
export interface ImportWords {
  /** Headers of the columns; a file may use those of either language. */
  columns: Record<ColumnName, string>;
  faults: Record<RowFault, string>;
  /** Why a whole file is refused. */
  files: Record<FileFault, string>;
  /** What a list of homes needs yet; `and` stands between two of them. */
  listNeeds: Record<ListNeed | 'and', string>;
  /** What a sentence above names in braces, by who reads it. */
  hints: Record<ImportHints, HintWords>;
  /** What the log and the sheet say of one cell. */
  compared: string;
  /** What stands in a cell that cannot be read. */
  stood: string;
  saidTwice: string;
  seeLine: string;
  dayBefore: string;
  notMovedIn: string;
  unitTooLong: string;
  oereUnreadable: string;
  /** An import that ended before its end: what was written, and how to go on. */
  cutOff: Record<'written' | 'nothing' | 'goOn', string>;
}

/** The weekly meeting's agenda, on paper and on the screen. */
export interface MeetingWords {
  title: string;
  subtitle: (since: string, asOf: string, where: string) => string;
  everywhere: string;
  printed: (position: string) => string;
  notUpToDate: string;
  /** What is missing from the list because it could not be read. */
  notRead: (streams: string) => string;
  none: string;
  respectWindow: (until: string) => string;
  sections: Record<MeetingSection, { heading: string; about: string; head: string[] }>;
  /** Why a home is new on the agenda. */
  why: Record<'vacated' | 'first_let' | 'death' | 'notice' | 'offered', string>;
  /** What became of an event that was wrong. */
  how: Record<'corrected' | 'retracted', string>;
  days: (count: number) => string;
  daysPast: (count: number) => string;
}

/** The word for each event, and what else people call that step; no more than the word for what nobody corrects. */
export type FactWords = Record<EventType, readonly [word: string, ...also: string[]]>;

/** The board and the waiting list as tables. */
export interface BoardWords {
  homes: Record<'unit' | 'building' | 'stage' | 'phase' | 'since' | 'owner' | 'next' | 'emptyDays' | 'tomgangDays' | 'offers', string>;
  citizens: Record<'citizen' | 'municipality' | 'list' | 'deadline' | 'daysLeft' | 'offers' | 'homes', string>;
  met: (day: string) => string;
  worksUntil: (unit: string, day: string) => string;
  andMore: (count: number) => string;
}

/** The figures: heads of their columns, made of the parts of a figure's name, and what is said beside them. */
export interface FigureWords {
  parts: Record<FigurePart, string>;
  groupings: Record<Grouping, string>;
  yes: string;
  no: string;
  /** The whole, below its groups. */
  total: string;
  period: (from: string, to: string) => string;
  /** Over the table: the period, and both times. */
  asked: (period: string, asOf: string, knownAt: string | null) => string;
  provisional: string;
  /** A period reaches beyond the report date. */
  reachesAhead: (asOf: string) => string;
  /** The report date itself lies after today. */
  afterToday: (asOf: string) => string;
  against: (period: string) => string;
  difference: string;
  /** Heads of the key of a group without groupings, and of its key in another period. */
  group: string;
  otherGroup: string;
  /** Behind the head of a column: a figure of another period, and what it is more or less. */
  compared: Record<'against' | 'difference', string>;
  /** Heads of the table on a screen. */
  table: Record<FigureHead, string>;
  /** Which days the mean, the median and the percentile count. */
  measuredIn: string;
  byPhase: string;
  byOwner: string;
  byPayer: string;
}

/** Rows for a spreadsheet. */
export interface RowWords {
  columns: Record<RowField, string>;
  endedBy: Record<NonNullable<VacancyRow['endedBy']>, string>;
  relettings: Record<NonNullable<VacancyRow['reletting']>, string>;
  dayStates: Record<DayState, string>;
  paidBy: Record<PaidBy, string>;
  /** What a file of rows or figures is called. */
  files: Readonly<Record<string, string>>;
}

/** What somebody has in hand on a day. */
export interface DayWords {
  groups: Record<DayGroup, string>;
  /** Why a row is there, as a sentence without its capital and its stop; of the respect window the meeting says it. */
  why: Record<Exclude<DayWhyCode, DayDueCode | 'respect_window'>, string>;
  due: Record<DayDueCode, Record<DueWhat, string>>;
}

/** What English says, in another language: the same texts, lists and functions. */
type Wording<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { [K in keyof T]: Wording<T[K]> };
/** What the command line says. */
export type CommandLineWords = Wording<typeof commandLine>;
/** The help of the command line. */
export type HelpWords = Wording<typeof help>;
/** What an examination of a store finds, and what to do. */
export type DoctorWords = Wording<typeof doctor>;

/** What the screens say. */
export type ScreenWords = Wording<typeof screens>;

/** The pages by which people sign in. */
export type SignInWords = Wording<typeof signIn>;

/** Every word for people, in one language. A code without words does not compile. */
export interface Words extends WorkflowWords {
  language: Language;
  /** A civil date as people write it: in sentences, in tables and on paper. */
  date: (day: string) => string;
  /** An instant as the clock in Denmark showed it. */
  moment: (instant: string) => string;
  /** A number, with so many decimals; by itself with those that it has, at most two. */
  number: (value: number, decimals?: number) => string;
  /** Øre as kroner with two decimals. */
  kroner: (oere: number) => string;
  /** What was probably meant by something that is mistyped. */
  perhaps: (name: string) => string;
  problems: Record<RefusalCode | OtherProblem, No>;
  malformed: Record<FieldFault, string>;
  /** What to do about a request that is wrong as a whole. */
  malformedHelps: Partial<Record<FieldFault, string>>;
  /** What is legal and unlikely: a question to whoever records it. `{on}` is the day that it is about. */
  warnings: Record<WarningCode, string>;
  asking: AskingWords;
  /** What a person does, as a verb phrase. */
  commands: Record<CommandName, string>;
  /** What happened. */
  events: Record<EventType, string>;
  /** What people call each step besides the words of the event and the command. */
  steps: Record<EventType, readonly string[]>;
  fields: Record<FieldName, string>;
  /** The parts of how a home, a citizen or a policy stands that are no fields of events. */
  standing: Record<StandingField, string>;
  persons: PersonsWords;
  importing: ImportWords;
  meeting: MeetingWords;
  board: BoardWords;
  day: DayWords;
  figures: FigureWords;
  rows: RowWords;
  /** What went wrong with the store, in a language that its errors do not say themselves. */
  store: Partial<Record<StoreCase, string>>;
  serving: Record<ServingFault, string>;
  commandLine: CommandLineWords;
  doctor: DoctorWords;
  signIn: SignInWords;
  screens: ScreenWords;
}
