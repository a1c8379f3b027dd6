import { IsBoolean, IsIn } from 'class-validator';
import { UnitCommand } from '../base.commands.js';
import { CLEARANCE_BASES, CONTINUED_BY, NOTICE_BY, VACATED_REASONS, type CivilDate, type NoticeBy } from '../events.js';
import { GivesSomeOf, IsCivilDate, MayBeAbsent } from '../fields.js';

/** Records the death of the resident; `effective` is the day of death. */
export class RegisterDeath extends UnitCommand {}

/** Records a notice; `effective` is the day it was received. */
export class GiveNotice extends UnitCommand {
  /** @example 'resident' */
  @IsIn(NOTICE_BY)
  by!: NoticeBy;

  /** @example '2026-06-01' */
  @MayBeAbsent()
  @IsCivilDate()
  expectedVacantFrom?: CivilDate;

  /**
   * Last day for which the leaver or the estate owes rent.
   * @example '2026-06-30'
   */
  @MayBeAbsent()
  @IsCivilDate()
  liableUntil?: CivilDate;
}

/** Changes one or more fields of the standing notice. */
@GivesSomeOf('by', 'expectedVacantFrom', 'liableUntil')
export class ChangeNotice extends UnitCommand {
  /** @example 'estate' */
  @MayBeAbsent()
  @IsIn(NOTICE_BY)
  by?: NoticeBy;

  /** @example '2026-06-15' */
  @MayBeAbsent()
  @IsCivilDate()
  expectedVacantFrom?: CivilDate;

  /** @example '2026-07-31' */
  @MayBeAbsent()
  @IsCivilDate()
  liableUntil?: CivilDate;
}

/** Withdraws the notice; pending offers go with it. */
export class WithdrawNotice extends UnitCommand {}

/** A spouse or household member continues the tenancy; pending offers are withdrawn. */
export class ContinueTenancy extends UnitCommand {
  /** @example 'spouse' */
  @IsIn(CONTINUED_BY)
  by!: (typeof CONTINUED_BY)[number];
}

/** The home is vacated; `effective` is the day after the last day lived in (R2). */
export class RecordVacated extends UnitCommand {
  /** @example 'notice' */
  @IsIn(VACATED_REASONS)
  reason!: (typeof VACATED_REASONS)[number];

  /** The notice or death before it was not recorded. */
  @MayBeAbsent()
  @IsBoolean()
  direct?: boolean;
}

/** The belongings may be cleared: the probate court's certificate or the relatives' declaration is there. */
export class RecordClearance extends UnitCommand {
  /** @example 'certificate' */
  @IsIn(CLEARANCE_BASES)
  basis!: (typeof CLEARANCE_BASES)[number];
}

/** The keys are back. */
export class ReturnKeys extends UnitCommand {}
