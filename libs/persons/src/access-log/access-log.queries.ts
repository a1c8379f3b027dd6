import { Matches } from 'class-validator';
import { MayBeAbsent, telling } from '@relet/domain';
import { OfWhom } from '../persons.commands.js';

/** Whose readings are asked for: those of a citizen or of a home's case, those by a reader, or all. */
export class ReadsQuery extends OfWhom {
  /** The opaque id of a reader. */
  @MayBeAbsent()
  @Matches(/^[\w-]{1,64}$/, telling({ text: { maxLength: 64 } }))
  who?: string;
}
