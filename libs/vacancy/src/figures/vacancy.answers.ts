import { IsInt } from 'class-validator';
import { IsCivilDate, IsMunicipalityId, type CivilDate } from '@relet/domain';
import { PeriodAnswer } from '../period.answers.js';
import {
  DaysAndMoney,
  DaysByOwner,
  DaysByPhase,
  DelayByPhase,
  Distribution,
  Exact,
  SharesByOwner,
  SharesByPhase,
  Tomgang,
} from './days.answers.js';
import {
  GuaranteeExplained,
  HomeExplained,
  LettingExplained,
  OfferExplained,
  TurnoverExplained,
  VacancyExplained,
} from './explained.answers.js';

/** How long homes stood empty in a period, why, and at whose expense (section 6). */
export class VacancyFiguresAnswer {
  @IsInt()
  emptyUnitDays!: number;

  @IsInt()
  availableUnitDays!: number;

  /** Empty / available; null when no day was available. */
  vacancyRate!: Exact | null;

  occupancy!: Exact | null;

  @IsInt()
  outOfServiceDays!: number;

  phases!: DaysByPhase;
  phaseShares!: SharesByPhase;
  owners!: DaysByOwner;
  ownerShares!: SharesByOwner;
  delayDays!: DelayByPhase;
  tomgang!: Tomgang;

  /** Days owed by leavers and estates. */
  leaver!: DaysAndMoney;

  /** Only where an explanation was asked for. */
  episodes?: VacancyExplained[];

  /** Only where an explanation was asked for. */
  homes?: HomeExplained[];
}

/** How offers ended; withdrawn and ended ones are in no rate. */
export class OfferCountsAnswer {
  @IsInt() offers!: number;
  @IsInt() accepted!: number;
  @IsInt() declined!: number;
  @IsInt() expired!: number;
  @IsInt() withdrawn!: number;

  /** Ended by a move-in or a decommissioning. */
  @IsInt()
  ended!: number;

  @IsInt()
  pending!: number;

  /** Declined / (declined + accepted). */
  refusalRate!: Exact | null;

  /** Expired / (declined + expired + accepted). */
  noReplyRate!: Exact | null;
}

/** Offers resolved in the period. */
export class OfferFiguresAnswer extends OfferCountsAnswer {
  /** Only where an explanation was asked for. */
  explained?: OfferExplained[];
}

/** How long a set of re-lettings took: whole episodes. */
export class LettingSetAnswer {
  @IsInt()
  lettings!: number;

  @IsInt()
  emptyDays!: number;

  @IsInt()
  outOfServiceDays!: number;

  phases!: DaysByPhase;
  owners!: DaysByOwner;
  delayDays!: DelayByPhase;
  tomgang!: Tomgang;

  /** Days owed by leavers and estates. */
  leaver!: DaysAndMoney;

  /** From the first empty day to the move-in. */
  gross!: Distribution;

  /** Gross less days out of service. */
  net!: Distribution;

  /** From the last major works, else the first empty day, to the move-in. */
  core!: Distribution;

  /** From the notice to the first empty day; negative where the notice came after it. */
  leadTime!: Distribution;

  /** From the first empty day to the first offer; negative where it was made before. */
  offerLead!: Distribution;

  offersPerLetting!: Exact | null;

  /** Offers made for these lettings. */
  offers!: OfferCountsAnswer;

  /** Only where an explanation was asked for. */
  explained?: LettingExplained[];
}

/** Re-lettings with their move-in in the period. */
export class LettingFiguresAnswer {
  all!: LettingSetAnswer;

  /** Without major works and without a day out of service. */
  standard!: LettingSetAnswer;
}

/** How often homes change hands in a year. */
export class TurnoverAnswer {
  @IsInt()
  vacated!: number;

  @IsInt()
  availableUnitDays!: number;

  /** Null when no home was available. */
  perYear!: Exact | null;

  /** Only where an explanation was asked for. */
  explained?: TurnoverExplained[];
}

/** What became of the guarantee in a period. */
export class GuaranteeAnswer {
  /** Clocks met by their deadline / clocks ended or overdue in the period. */
  covered!: Exact | null;

  @IsInt() counted!: number;
  @IsInt() met!: number;
  @IsInt() breached!: number;
  @IsInt() breachDays!: number;
  @IsInt() waits!: number;

  /** From the decision to the accepted offer. */
  meanWaitingDays!: Exact | null;

  /** Only where an explanation was asked for. */
  explained?: GuaranteeExplained[];
}

/** Every figure of section 6. */
export class Figures {
  vacancy!: VacancyFiguresAnswer;
  lettings!: LettingFiguresAnswer;
  offers!: OfferFiguresAnswer;
  turnover!: TurnoverAnswer;

  /** Counted by municipality and by the calendar; a building or home has no waiting list. */
  guarantee!: GuaranteeAnswer | null;
}

/** The same figures of another period. */
export class OtherFigures extends Figures {
  /** The group's key in that period. */
  key!: string;
}

/** Figures of two periods beside each other. */
export class Compared {
  /** Only where another period was asked for. */
  against?: OtherFigures;

  /** Those of the period less those of the other one; exact, and null where either has none. */
  difference?: Figures;
}

/** Every figure for one group of homes and days. */
export class GroupFigures extends Figures implements Compared {
  /** The municipality, building, home, kind or part of the calendar; both of two, with a comma; `all` without groups. */
  key!: string;

  /** Each of two keys by itself. */
  keys?: string[];

  /** Buildings of the same name in two municipalities are two groups. */
  @IsMunicipalityId()
  municipality?: string;

  /** Only where another period was asked for. */
  against?: OtherFigures;

  /** Those of the period less those of the other one; exact, and null where either has none. */
  difference?: Figures;
}

/** The other period of a comparison. */
export class OtherPeriod {
  @IsCivilDate()
  from!: CivilDate;

  @IsCivilDate()
  to!: CivilDate;

  /** It reaches beyond the report date. */
  reachesAhead!: boolean;
}

/** The answer: both times, where the read model stood, and the figures by group. */
export class VacancyAnswer extends PeriodAnswer {
  groupBy!: string | null;

  /** Only where another period was asked for. */
  against?: OtherPeriod;

  groups!: GroupFigures[];

  /** The whole beside its groups: medians and rates are counted on all of it. */
  total?: GroupFigures;
}
