import { IsInt } from 'class-validator';
import { IsCitizen, IsCivilDate, IsEventId, IsOfferId, IsUnitId, type CivilDate, type OfferOutcome } from '@relet/domain';
import { DaysAndMoney, DaysByOwner, DaysByPhase, DelayByPhase, TomgangOfOne } from './days.answers.js';

/** What one vacancy adds to a figure, and the events that say so. */
export class VacancyExplained {
  /** @example 'eksempel.101/2026-04-27' */
  episodeId!: string;

  @IsUnitId()
  unitId!: string;

  @IsInt()
  emptyDays!: number;

  @IsInt()
  outOfServiceDays!: number;

  phases!: DaysByPhase;
  owners!: DaysByOwner;
  delayDays!: DelayByPhase;
  tomgang!: TomgangOfOne;

  /** Days owed by the leaver or the estate. */
  leaver!: DaysAndMoney;

  @IsEventId({ each: true })
  eventIds!: readonly string[];
}

/** One re-letting that a figure was made of. */
export class LettingExplained extends VacancyExplained {
  @IsCivilDate()
  movedIn!: CivilDate;

  @IsInt()
  gross!: number;

  @IsInt()
  net!: number;

  @IsInt()
  core!: number;

  @IsInt()
  leadTime?: number;

  @IsInt()
  offerLead?: number;

  @IsOfferId({ each: true })
  offerIds!: readonly string[];
}

/** A home's part of the available days. */
export class HomeExplained {
  @IsUnitId()
  unitId!: string;

  @IsInt()
  availableDays!: number;

  @IsEventId({ each: true })
  eventIds!: readonly string[];
}

/** An offer as it is counted. */
export class CountedOffer {
  @IsOfferId()
  offerId!: string;

  @IsCitizen()
  citizen?: string;

  @IsCivilDate()
  made!: CivilDate;

  @IsCivilDate()
  respondBy!: CivilDate;

  outcome!: OfferOutcome;

  /** The day of the outcome. */
  @IsCivilDate()
  resolved?: CivilDate;

  /** The vacancy that it was made for. */
  episode?: string;

  @IsEventId({ each: true })
  eventIds!: string[];
}

/** An offer that a figure was made of. */
export class OfferExplained {
  @IsUnitId()
  unitId!: string;

  offer!: CountedOffer;
}

/** A home that was vacated in the period. */
export class TurnoverExplained {
  episodeId!: string;

  @IsUnitId()
  unitId!: string;

  @IsEventId({ each: true })
  eventIds!: readonly string[];
}

/** One run of the guarantee's clock (R10). */
export class ClockExplained {
  @IsCivilDate()
  decidedOn!: CivilDate;

  @IsCivilDate()
  start!: CivilDate;

  /** The last day, inclusive. */
  @IsCivilDate()
  deadline!: CivilDate;

  @IsCivilDate()
  readyBy!: CivilDate;

  @IsCivilDate()
  metOn?: CivilDate;

  /** A refusal received, the list left or changed, or a home taken. */
  @IsCivilDate()
  stoppedOn?: CivilDate;

  @IsInt()
  breachDays!: number;

  @IsEventId({ each: true })
  eventIds!: string[];
}

/** A wait from the decision to the accepted offer. */
export class WaitExplained {
  @IsCivilDate()
  decidedOn!: CivilDate;

  @IsCivilDate()
  acceptedOn!: CivilDate;

  @IsInt()
  days!: number;

  @IsEventId({ each: true })
  eventIds!: string[];
}

/** A citizen's clocks and waits in the period. */
export class GuaranteeExplained {
  @IsCitizen()
  citizen!: string;

  clocks!: ClockExplained[];
  waits!: WaitExplained[];
}
