import { IsIn } from 'class-validator';
import { UnitCommand } from '../base.commands.js';
import { OUT_OF_SERVICE_REASONS, type CivilDate } from '../events.js';
import { IsCivilDate, MayBeAbsent } from '../fields.js';

/** Takes an empty home out of service; pending offers are withdrawn. */
export class TakeOutOfService extends UnitCommand {
  /** @example 'water_damage' */
  @IsIn(OUT_OF_SERVICE_REASONS)
  reason!: (typeof OUT_OF_SERVICE_REASONS)[number];

  /** @example '2026-08-01' */
  @MayBeAbsent()
  @IsCivilDate()
  expectedReturn?: CivilDate;

  /**
   * First day back, when the home is already back in service.
   * @example '2026-07-20'
   */
  @MayBeAbsent()
  @IsCivilDate()
  returned?: CivilDate;
}

/** Returns the home to service; `effective` is the first day back. */
export class ReturnToService extends UnitCommand {}

/** Takes the home out of the portfolio; `effective` is the first day it is not available. */
export class DecommissionUnit extends UnitCommand {}
