import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsInt } from 'class-validator';
import type { ProblemCode } from './problems.js';

/** One field that is wrong, and why; never an echo of what was sent. */
export class FieldError {
  /**
   * JSON pointer to the field; empty for the whole.
   * @example '/effective'
   */
  pointer!: string;

  /** @example 'effective must be a date YYYY-MM-DD that exists.' */
  detail!: string;
}

/** An error as RFC 9457 tells it. */
@ApiSchema({ name: 'Problem' })
export class ProblemDocument {
  /** @example 'urn:relet:problem:not-occupied' */
  type!: string;

  /** The code in words, in the language asked for. */
  title!: string;

  /**
   * The status of HTTP.
   * @example 409
   */
  @IsInt()
  status!: number;

  /** What it is about here. */
  detail!: string;

  /** The step that would help. */
  help?: string;

  /** @example 'NOT_OCCUPIED' */
  code!: ProblemCode;

  /** The fields that are wrong. */
  errors?: FieldError[];

  /** The facts that the refusal looked at. */
  @ApiProperty({ type: 'object', additionalProperties: { type: ['string', 'integer'] as never } })
  details?: Readonly<Record<string, string | number>>;
}
