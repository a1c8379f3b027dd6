import { Matches } from 'class-validator';
import { IsCitizen, IsUnitId, MayBeAbsent, telling } from '@relet/domain';

/** Whose readings are asked for: those of a citizen or of a home's case, those by a reader, or all. */
export class ReadsQuery {
  @MayBeAbsent()
  @IsCitizen()
  citizen?: string;

  @MayBeAbsent()
  @IsUnitId()
  unit?: string;

  /** The opaque id of a reader. */
  @MayBeAbsent()
  @Matches(/^[\w-]{1,64}$/, telling({ text: { maxLength: 64 } }))
  who?: string;
}
