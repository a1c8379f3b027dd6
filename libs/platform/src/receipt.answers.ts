import { IsIn, IsInt } from 'class-validator';
import { EVENT_TYPES, IsCivilDate, IsContent, IsEventId, IsInstant, WARNING_CODES, type EventType, type WarningCode } from '@relet/domain';
import { IsPosition } from './asking.js';
import { Becomes } from './becomes.answers.js';

/** An event that a command has led to, or would lead to. */
export class ReceiptEvent {
  @IsEventId()
  id!: string;

  /** @example 'NoticeGiven' */
  @IsIn(EVENT_TYPES)
  type!: string;

  /**
   * The civil day on which it was true.
   * @example '2026-06-01'
   */
  @IsCivilDate()
  effective!: string;

  /**
   * Its place in the history of the home, citizen or policy, from 0.
   * @example 4
   */
  @IsInt()
  revision!: number;

  /** Its content; only a dry run tells it. */
  @IsContent()
  payload?: object;
}

/** The day that a warning is about. */
export class DoubtedDay {
  /** @example '2026-06-07' */
  @IsCivilDate()
  on!: string;
}

/** Something legal and unlikely that a home shows since the command: a question to whoever gives it. */
export class Warning {
  /** @example 'W_SHORT_STAY' */
  @IsIn(WARNING_CODES)
  code!: WarningCode;

  /** The sentence, in the language of the answer. */
  message!: string;

  /** The event that it looks at; a dry run's own events have no id yet. */
  @IsEventId()
  event?: string;

  /** The type of that event.
   * @example 'Vacated' */
  @IsIn(EVENT_TYPES)
  type!: EventType;

  /** The civil day on which that event was true.
   * @example '2026-06-01' */
  @IsCivilDate()
  effective!: string;

  /** The day that is doubted, where the warning is about one. */
  details?: DoubtedDay;
}

/** What a command has led to: but for the warnings, the same for the first answer and every later one to the same command id. */
export class Receipt {
  /**
   * The history that was written to.
   * @example 'unit-eksempel.101'
   */
  stream!: string;

  /**
   * The last event of the history: the ETag of the answer; -1 while there is none.
   * @example 4
   */
  @IsInt()
  revision!: number;

  /**
   * Where it lies in the log: reads with `after=` it include it.
   * @example '17'
   */
  @IsPosition()
  position!: string | null;

  /** When it was recorded; null when nothing was. */
  @IsInstant()
  recordedAt!: string | null;

  /** What was recorded; none when nothing changes. */
  events!: ReceiptEvent[];

  /** What is legal and unlikely since; none for a command that is given again. */
  warnings!: Warning[];

  /** The rules ran and nothing was written: revision and position are those of now, the events those that would follow. */
  dryRun?: true;

  /** Only in the dry run of a correction of a home: where the home stands and what its vacancies count, before and after. */
  becomes?: Becomes;
}

/** A receipt before anybody has looked for what is unlikely. */
export type BareReceipt = Omit<Receipt, 'warnings'>;
