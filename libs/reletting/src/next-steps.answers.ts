import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt } from 'class-validator';
import {
  EVENT_TYPES,
  IsCivilDate,
  IsOfferId,
  IsUnitId,
  type CivilDate,
  type EventType,
  type RefusalCode,
  type UnitCommandName,
} from '@relet/domain';

/** The rule that blocks a step now. */
export class StepRefusal {
  /** @example 'WRONG_STATE' */
  code!: RefusalCode;

  message!: string;

  /** The facts that the rule looked at. */
  @ApiProperty({ type: 'object', additionalProperties: { type: ['string', 'integer'] as never } })
  details!: Readonly<Record<string, string | number>>;
}

/** A command on the home: where to give it, and whether it would be taken now. */
export class StepAnswer {
  /** @example 'ReturnKeys' */
  command!: UnitCommandName;

  /** The offer that it would be about. */
  @IsOfferId()
  offerId?: string;

  allowed!: boolean;

  /** Refused as it is, but allowed when the steps before it were not recorded. */
  allowedDirectly?: true;

  /** What it would report. */
  @IsIn(EVENT_TYPES, { each: true })
  reports?: EventType[];

  refusal?: StepRefusal;

  /**
   * Where the command is posted.
   * @example '/v1/units/eksempel.101/keys'
   */
  path!: string;

  /** @example 'The keys are back' */
  summary!: string;
}

/** Every command on a home, where to give it, and whether it would be taken. */
export class NextStepsAnswer {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  /** The day of the steps. */
  @IsCivilDate()
  effective!: CivilDate;

  /** The last event of the home: give it back as `If-Match`. */
  @IsInt()
  revision!: number;

  steps!: StepAnswer[];
}
