import { IsIn } from 'class-validator';
import { IsCivilDate, IsLabelSought, IsMunicipalityId, MayBeAbsent, type CivilDate } from '@relet/domain';
import { IsCursor, IsDayOrInstant, IsPosition, IsWrittenCount, IsYesOrNo } from '@relet/platform';

const BY = ['emptyDays', 'tomgangDays', 'phaseDays', 'delayDays'] as const;
type By = (typeof BY)[number];

/** By what homes on the board can be ordered. */
export type BoardSort = By | `-${By}`;
export const BOARD_SORTS: readonly BoardSort[] = BY.flatMap((by) => [by, `-${by}`] as const);

/** What both times are asked by: when it was true, and when it was known. */
export class TimesQuery {
  /** When it was true; falls back to the day of knownAt, else to today. */
  @MayBeAbsent()
  @IsCivilDate()
  asOf?: CivilDate;

  /** When it was known: a day (its end in Copenhagen) or an instant. */
  @MayBeAbsent()
  @IsDayOrInstant()
  knownAt?: string;
}

/** Asks for the board: where each home stood. */
export class BoardQuery extends TimesQuery {
  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  @MayBeAbsent()
  @IsLabelSought()
  building?: string;

  /** `true`: homes that are let and not leaving are left out. */
  @MayBeAbsent()
  @IsYesOrNo()
  active?: 'true' | 'false';

  /** Only homes that are empty for more days than these. */
  @MayBeAbsent()
  @IsWrittenCount(/^(0|[1-9]\d{0,3})$/, 0, 9999)
  olderThan?: string;

  /** By what the homes are ordered, with `-` before it from the largest on; by home without it. */
  @MayBeAbsent()
  @IsIn(BOARD_SORTS)
  sort?: BoardSort;

  /** Homes in one answer, at most 200. */
  @MayBeAbsent()
  @IsWrittenCount(/^([1-9]|[1-9]\d|1\d\d|200)$/, 1, 200)
  limit?: string;

  /** Where the last answer ended. */
  @MayBeAbsent()
  @IsCursor()
  cursor?: string;

  /** A position that a command has answered: the board includes it. */
  @MayBeAbsent()
  @IsPosition()
  after?: string;
}

/** Asks for the citizens on the waiting lists, with days left of the guarantee. */
export class WaitingQuery extends TimesQuery {
  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  @MayBeAbsent()
  @IsPosition()
  after?: string;
}

/** Asks for what is past or falls due within some days. */
export class DeadlinesQuery extends WaitingQuery {
  /** Days ahead, 0 to 366; 14 when absent. */
  @MayBeAbsent()
  @IsWrittenCount(/^([0-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])$/, 0, 366)
  within?: string;
}

/** Asks for what one has in hand on a day. */
export class DayQuery extends WaitingQuery {
  /** `false`: all homes in sight, not only those of one's own buildings and of those one stands in for. */
  @MayBeAbsent()
  @IsYesOrNo()
  mine?: 'true' | 'false';
}

/** Asks for the agenda of the weekly meeting. */
export class MeetingQuery {
  /** The day of the last meeting: what has been recorded on it or later is new. */
  @IsCivilDate()
  since!: CivilDate;

  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  /** Language of the printed page; else by `Accept-Language`, else Danish. */
  @MayBeAbsent()
  @IsIn(['da', 'en'])
  lang?: 'da' | 'en';

  @MayBeAbsent()
  @IsPosition()
  after?: string;
}
