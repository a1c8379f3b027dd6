import { IsBoolean, IsIn } from 'class-validator';
import { UnitCommand } from '../base.commands.js';
import { CANCEL_REASONS, DECLINE_REASONS, type CivilDate } from '../events.js';
import { GivesOneOf, GivesOnlyWith, IsCitizen, IsCivilDate, IsOfferId, MayBeAbsent } from '../fields.js';

/** Reserves the home for a citizen. */
export class Reserve extends UnitCommand {
  /** @example '3f2b8c1e-5d7a-4e0b-9a66-1c2d3e4f5a6b' */
  @IsCitizen()
  citizen!: string;
}

/** Releases the reservation. */
export class ReleaseReservation extends UnitCommand {}

/** Offers the home to a citizen on this municipality's list. */
@GivesOneOf('citizen', 'direct')
export class MakeOffer extends UnitCommand {
  /**
   * The caller's own id for the offer; made from the command's id when left out.
   * @example 'o1'
   */
  @MayBeAbsent()
  @IsOfferId()
  offerId?: string;

  /**
   * Required unless `direct`.
   * @example '3f2b8c1e-5d7a-4e0b-9a66-1c2d3e4f5a6b'
   */
  @MayBeAbsent()
  @IsCitizen()
  citizen?: string;

  /**
   * Last day of the answer, inclusive; falls back to effective + answerDays of the policy.
   * @example '2026-06-08'
   */
  @MayBeAbsent()
  @IsCivilDate()
  respondBy?: CivilDate;

  /** No citizen is recorded, so none is claimed. */
  @MayBeAbsent()
  @IsBoolean()
  direct?: boolean;
}

/** A command on one offer of the home; the offer's id is part of the route. */
export abstract class OfferCommand extends UnitCommand {
  /** @example 'o1' */
  @IsOfferId()
  offerId!: string;
}

/** Withdraws a pending offer. */
export class WithdrawOffer extends OfferCommand {}

/** The citizen says no; the reason is a code. */
export class DeclineOffer extends OfferCommand {
  /** @example 'other_area' */
  @IsIn(DECLINE_REASONS)
  reason!: (typeof DECLINE_REASONS)[number];
}

/** Gives the citizen more days to answer. */
export class ExtendOffer extends OfferCommand {
  /** @example '2026-06-15' */
  @IsCivilDate()
  respondBy!: CivilDate;
}

/** Marks a pending offer as expired once its last day has passed; the event stands on the day after it. */
export class ExpireOffer extends OfferCommand {
  /** Not needed: an expiry is always effective on respondBy + 1. */
  @MayBeAbsent()
  @IsCivilDate()
  declare effective: CivilDate;
}

/** The citizen says yes. */
export class AcceptOffer extends OfferCommand {}

/** The acceptance, and a contract if there is one, is cancelled. */
export class CancelAcceptance extends UnitCommand {
  /** @example 'regret' */
  @IsIn(CANCEL_REASONS)
  reason!: (typeof CANCEL_REASONS)[number];
}

/** The lease is signed; a second contract replaces the first. */
export class SignContract extends UnitCommand {
  /**
   * First day for which the new resident owes rent.
   * @example '2026-06-15'
   */
  @IsCivilDate()
  rentFrom!: CivilDate;
}

/** Agrees the day of moving in. */
export class AgreeMoveIn extends UnitCommand {
  /** @example '2026-06-15' */
  @IsCivilDate()
  planned!: CivilDate;
}

/** Postpones the agreed day of moving in. */
export class PostponeMoveIn extends UnitCommand {
  /** @example '2026-06-20' */
  @IsCivilDate()
  planned!: CivilDate;
}

/** The new resident moves in; `effective` is the first day. The citizen is that of the accepted offer. */
@GivesOnlyWith('citizen', 'direct')
export class MoveIn extends UnitCommand {
  /** The offer and contract before it were not recorded. */
  @MayBeAbsent()
  @IsBoolean()
  direct?: boolean;

  /**
   * Only with `direct`: who moves in.
   * @example '3f2b8c1e-5d7a-4e0b-9a66-1c2d3e4f5a6b'
   */
  @MayBeAbsent()
  @IsCitizen()
  citizen?: string;
}
