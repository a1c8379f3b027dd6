import { IsInt, IsNumber } from 'class-validator';
import { IsAmount, type DelayDays, type OwnerDays, type Payer, type PhaseDays } from '@relet/domain';

/** An exact, reduced fraction, and what it comes to. */
export class Exact {
  /** @example '1/5' */
  exact!: string;

  /**
   * Rounded to six decimals.
   * @example 0.2
   */
  @IsNumber()
  value!: number;
}

/** Empty days by phase (R5). */
export class DaysByPhase implements PhaseDays {
  @IsInt() clearing!: number;
  @IsInt() inspection!: number;
  @IsInt() ordering!: number;
  @IsInt() works!: number;
  @IsInt() move_in!: number;
  @IsInt() offer_pending!: number;
  @IsInt() reserved!: number;
  @IsInt() matching!: number;
  @IsInt() unrecorded!: number;
}

/** The part of each phase in the empty days; null without an empty day. */
export class SharesByPhase implements Record<keyof PhaseDays, Exact | null> {
  clearing!: Exact | null;
  inspection!: Exact | null;
  ordering!: Exact | null;
  works!: Exact | null;
  move_in!: Exact | null;
  offer_pending!: Exact | null;
  reserved!: Exact | null;
  matching!: Exact | null;
  unrecorded!: Exact | null;
}

/** Empty days by who holds the ball (R8). */
export class DaysByOwner implements OwnerDays {
  @IsInt() relatives!: number;
  @IsInt() administrator!: number;
  @IsInt() contractor!: number;
  @IsInt() municipality!: number;
  @IsInt() citizen!: number;
  @IsInt() unknown!: number;
}

/** The part of each holder in the empty days; null without an empty day. */
export class SharesByOwner implements Record<keyof OwnerDays, Exact | null> {
  relatives!: Exact | null;
  administrator!: Exact | null;
  contractor!: Exact | null;
  municipality!: Exact | null;
  citizen!: Exact | null;
  unknown!: Exact | null;
}

/** Days beyond the target of each phase (R8). */
export class DelayByPhase implements DelayDays {
  @IsInt() clearing!: number;
  @IsInt() inspection!: number;
  @IsInt() ordering!: number;
  @IsInt() works!: number;
  @IsInt() move_in!: number;
  @IsInt() offer_pending!: number;
  @IsInt() reserved!: number;
  @IsInt() matching!: number;
}

/** Days and what they cost. */
export class DaysAndMoney {
  @IsInt()
  days!: number;

  /** Rent of these days in øre. */
  @IsAmount()
  oere!: number;
}

/** Days that nobody pays, of one vacancy, and the party that bears them (R9). */
export class TomgangOfOne extends DaysAndMoney {
  payer!: Payer;
}

/** By the party that bears them. */
export class TomgangByPayer implements Record<Payer, DaysAndMoney> {
  municipality!: DaysAndMoney;
  administrator!: DaysAndMoney;
}

/** Days that nobody pays (R9). */
export class Tomgang extends DaysAndMoney {
  payers!: TomgangByPayer;
}

/** Days of several lettings: how many, their sum, mean and percentiles. */
export class Distribution {
  @IsInt() n!: number;
  @IsInt() sum!: number;
  mean!: Exact | null;
  p10!: Exact | null;
  p25!: Exact | null;
  median!: Exact | null;
  p75!: Exact | null;
  p90!: Exact | null;
}
