import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt } from 'class-validator';
import { ANSWER_DAYS, OWNERS, PAYERS, type Owner, type Payer, type PolicyFields, type TargetPhase } from '@relet/domain';

/** Days within which each phase should be over. */
export class AgreedTargets implements Record<TargetPhase, number> {
  @IsInt() clearing!: number;
  @IsInt() inspection!: number;
  @IsInt() ordering!: number;
  @IsInt() works!: number;
  @IsInt() matching!: number;
  @IsInt() reserved!: number;
  @IsInt() offer_pending!: number;
  @IsInt() move_in!: number;
}

/** Who holds the ball in each phase. */
export class AgreedOwners implements Record<TargetPhase, Owner> {
  @IsIn(OWNERS) clearing!: Owner;
  @IsIn(OWNERS) inspection!: Owner;
  @IsIn(OWNERS) ordering!: Owner;
  @IsIn(OWNERS) works!: Owner;
  @IsIn(OWNERS) matching!: Owner;
  @IsIn(OWNERS) reserved!: Owner;
  @IsIn(OWNERS) offer_pending!: Owner;
  @IsIn(OWNERS) move_in!: Owner;
}

/** The local rules in force: all fields, always. */
export class PolicyInForce implements PolicyFields {
  @IsInt()
  maxOpenOffers!: number;

  @IsInt()
  answerDays!: number;

  /** Absent for calendar days. */
  @IsIn(ANSWER_DAYS)
  answerDaysAre?: (typeof ANSWER_DAYS)[number];

  readySignOff!: boolean;
  contractBeforeMoveIn!: boolean;
  administratorMayOffer!: boolean;

  /** A hint only; null for none. */
  @ApiProperty({ type: 'integer', nullable: true })
  refusalsBeforeRemoval!: number | null;

  @IsInt()
  guaranteeMonths!: number;

  @IsInt()
  guaranteeReadyDays!: number;

  @IsInt()
  respectWindowDays!: number;

  targetDays!: AgreedTargets;
  owners!: AgreedOwners;

  @IsIn(PAYERS)
  tomgangPayer!: Payer;
}
