import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { DomainCommand } from '../base.commands.js';
import { CORRECTION_REASONS, type CivilDate } from '../events.js';
import { GivesSomeOf, IsCivilDate, IsContent, IsEventId, MayBeAbsent } from '../fields.js';

/** A correction or retraction stands on the day it is recorded, so its own day may be left out. */
export abstract class CorrectionCommand extends DomainCommand {
  /** Not needed: a correction is effective on the day of recording. */
  @MayBeAbsent()
  @IsCivilDate()
  declare effective: CivilDate;

  /** @example 'typing_error' */
  @IsIn(CORRECTION_REASONS)
  reason!: (typeof CORRECTION_REASONS)[number];
}

/** Corrects the day, the content or both of a recorded event; the event itself stays as it was written. */
@GivesSomeOf('newEffective', 'newPayload')
export class CorrectEvent extends CorrectionCommand {
  /**
   * Id of the event.
   * @example '5d7ac0de-0000-5000-8000-000000000001'
   */
  @IsEventId()
  target!: string;

  /** @example '2026-04-27' */
  @MayBeAbsent()
  @IsCivilDate()
  newEffective?: CivilDate;

  /** The whole new content of the event, all its fields. */
  @MayBeAbsent()
  @IsContent()
  newPayload?: Record<string, unknown>;
}

/** Retracts events that never were true; all of them together. */
export class RetractEvent extends CorrectionCommand {
  /**
   * Ids of the events.
   * @example ['5d7ac0de-0000-5000-8000-000000000001']
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsEventId({ each: true })
  targets!: string[];
}
