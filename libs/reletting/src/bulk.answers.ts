import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsInt } from 'class-validator';
import { ProblemDocument, Receipt } from '@relet/platform';

/** A command that was taken. */
export class BulkTaken {
  /** @example 200 */
  @IsInt()
  status!: number;

  receipt!: Receipt;
}

/** A command that was refused. */
export class BulkRefused {
  /** @example 409 */
  @IsInt()
  status!: number;

  problem!: ProblemDocument;
}

/** A result per command, in their order. */
@ApiExtraModels(BulkTaken, BulkRefused)
export class BulkAnswer {
  @ApiProperty({ type: 'array', items: { oneOf: [BulkTaken, BulkRefused].map((each) => ({ $ref: getSchemaPath(each) })) } })
  results!: (BulkTaken | BulkRefused)[];
}
