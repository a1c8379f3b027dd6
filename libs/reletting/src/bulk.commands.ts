import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { COMMANDS, IsKey, MayBeAbsent, telling } from '@relet/domain';

/** One of several commands. */
export class BulkItem {
  /** The command's name, such as ReturnKeys. */
  @ApiProperty({ enum: Object.keys(COMMANDS) })
  @IsString()
  @MaxLength(60)
  command!: string;

  /** The home, citizen or municipality; may be left out for a new citizen. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(120)
  target?: string;

  /** The command's own fields. */
  @IsObject(telling({ kind: 'fields' }))
  fields!: Record<string, unknown>;

  /** What a correction is about, when not a home. */
  @MayBeAbsent()
  @IsIn(['unit', 'citizen', 'policy'])
  on?: string;

  /** Idempotency key of this command alone; else that of the request and the place in the list. */
  @MayBeAbsent()
  @IsKey()
  key?: string;

  /** The revision last seen. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  expected?: number;
}

/** Several commands at once, each for itself. */
export class Bulk {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => BulkItem)
  commands!: BulkItem[];
}
