import { IsBoolean, IsIn } from 'class-validator';
import { UnitCommand } from '../base.commands.js';
import { WORKS, type CivilDate, type Works } from '../events.js';
import { IsCivilDate, IsPlaceLabel, MayBeAbsent } from '../fields.js';

/** Plans the move-out inspection. */
export class PlanInspection extends UnitCommand {
  /** @example '2026-06-03' */
  @IsCivilDate()
  planned!: CivilDate;
}

/** Records the inspection and the works it found necessary; without works the home is ready the same day. */
export class RecordInspection extends UnitCommand {
  /** @example 'standard' */
  @IsIn(WORKS)
  works!: Works;
}

/** Orders the works from a contractor. */
export class OrderWorks extends UnitCommand {
  /**
   * The firm, never a person.
   * @example 'Malerfirmaet Nord'
   */
  @MayBeAbsent()
  @IsPlaceLabel()
  contractor?: string;

  /** @example '2026-06-20' */
  @IsCivilDate()
  due!: CivilDate;
}

/** The works are done; the home is ready, unless the policy wants a sign-off. */
export class CompleteWorks extends UnitCommand {}

/** The works were not good enough: they start again. */
export class ReopenWorks extends UnitCommand {}

/** Declares the home ready for letting. */
export class DeclareReady extends UnitCommand {
  /** The steps before were not recorded. */
  @MayBeAbsent()
  @IsBoolean()
  direct?: boolean;
}
