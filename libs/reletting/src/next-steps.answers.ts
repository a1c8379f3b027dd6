import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt } from 'class-validator';
import {
  EVENT_TYPES,
  IsCitizen,
  IsCivilDate,
  IsMunicipalityId,
  IsOfferId,
  IsUnitId,
  type CivilDate,
  type CommandName,
  type EventType,
  type RefusalCode,
} from '@relet/domain';
import { ShownAnswer } from '@relet/platform';

/** The rule that blocks a step now. */
export class StepRefusal {
  /** @example 'WRONG_STATE' */
  code!: RefusalCode;

  message!: string;

  /** The facts that the rule looked at. */
  @ApiProperty({ type: 'object', additionalProperties: { type: ['string', 'integer'] as never } })
  details!: Readonly<Record<string, string | number>>;
}

/** A command: where to give it, and whether it would be taken now. */
export class StepAnswer {
  /** @example 'ReturnKeys' */
  command!: CommandName;

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

/** Every command on a stream, where to give it, and whether it would be taken. */
abstract class Steps extends ShownAnswer {
  /** The day of the steps. */
  @IsCivilDate()
  effective!: CivilDate;

  /** The last event: give it back as `If-Match`. */
  @IsInt()
  revision!: number;

  steps!: StepAnswer[];
}

/** Every command on a home. */
export class NextStepsAnswer extends Steps {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;
}

/** Every command on a citizen. */
export class CitizenNextStepsAnswer extends Steps {
  /** @example '3f2b8c1e-5d7a-4e0b-9a66-1c2d3e4f5a6b' */
  @IsCitizen()
  citizen!: string;
}

/** Every command on a municipality's policy. */
export class PolicyNextStepsAnswer extends Steps {
  /** @example 'eksempel' */
  @IsMunicipalityId()
  municipality!: string;
}
