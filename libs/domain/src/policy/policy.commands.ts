import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { PolicyCommand } from '../base.commands.js';
import { ANSWER_DAYS, OWNERS, PAYERS, type Owner, type Payer } from '../events.js';
import { IsCount, MayBeAbsent } from '../fields.js';

/** Days within which a phase should be over. */
export class TargetDays {
  @MayBeAbsent() @IsCount(0, 3650) clearing?: number;
  @MayBeAbsent() @IsCount(0, 3650) inspection?: number;
  @MayBeAbsent() @IsCount(0, 3650) ordering?: number;
  @MayBeAbsent() @IsCount(0, 3650) works?: number;
  @MayBeAbsent() @IsCount(0, 3650) matching?: number;
  @MayBeAbsent() @IsCount(0, 3650) reserved?: number;
  @MayBeAbsent() @IsCount(0, 3650) offer_pending?: number;
  @MayBeAbsent() @IsCount(0, 3650) move_in?: number;
}

/** Who holds the ball in a phase (R8). */
export class PhaseOwners {
  @MayBeAbsent() @IsIn(OWNERS) clearing?: Owner;
  @MayBeAbsent() @IsIn(OWNERS) inspection?: Owner;
  @MayBeAbsent() @IsIn(OWNERS) ordering?: Owner;
  @MayBeAbsent() @IsIn(OWNERS) works?: Owner;
  @MayBeAbsent() @IsIn(OWNERS) matching?: Owner;
  @MayBeAbsent() @IsIn(OWNERS) reserved?: Owner;
  @MayBeAbsent() @IsIn(OWNERS) offer_pending?: Owner;
  @MayBeAbsent() @IsIn(OWNERS) move_in?: Owner;
}

/** Agrees the local rules from a day on. What is left out stays as it was in force on that day. */
export class AgreePolicy extends PolicyCommand {
  /** @example 1 */
  @MayBeAbsent()
  @IsCount(1, 50)
  maxOpenOffers?: number;

  /** @example 7 */
  @MayBeAbsent()
  @IsCount(0, 365)
  answerDays?: number;

  /** Whether answer days are calendar days, or working days. */
  @MayBeAbsent()
  @IsIn(ANSWER_DAYS)
  answerDaysAre?: (typeof ANSWER_DAYS)[number];

  @MayBeAbsent()
  @IsBoolean()
  readySignOff?: boolean;

  @MayBeAbsent()
  @IsBoolean()
  contractBeforeMoveIn?: boolean;

  @MayBeAbsent()
  @IsBoolean()
  administratorMayOffer?: boolean;

  /** A hint only; null for none. */
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsCount(1, 50)
  refusalsBeforeRemoval?: number | null;

  /** @example 2 */
  @MayBeAbsent()
  @IsCount(0, 24)
  guaranteeMonths?: number;

  /** @example 14 */
  @MayBeAbsent()
  @IsCount(0, 365)
  guaranteeReadyDays?: number;

  /** @example 14 */
  @MayBeAbsent()
  @IsCount(0, 365)
  respectWindowDays?: number;

  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => TargetDays)
  targetDays?: TargetDays;

  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => PhaseOwners)
  owners?: PhaseOwners;

  /** @example 'municipality' */
  @MayBeAbsent()
  @IsIn(PAYERS)
  tomgangPayer?: Payer;
}
