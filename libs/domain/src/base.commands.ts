import 'reflect-metadata';
import type { CivilDate } from './events.js';
import { IsCivilDate } from './fields.js';

/** What a person orders. The class is the body, the type and the OpenAPI schema of the command in one. */
export abstract class DomainCommand {
  /**
   * The civil day on which it was true (Europe/Copenhagen); not after today unless it is a plan.
   * @example '2026-06-01'
   */
  @IsCivilDate()
  effective!: CivilDate;
}

/** A command on one home. */
export abstract class UnitCommand extends DomainCommand {}

/** A command on one citizen. */
export abstract class CitizenCommand extends DomainCommand {}

/** A command on a municipality's policy. */
export abstract class PolicyCommand extends DomainCommand {}
