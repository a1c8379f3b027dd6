import { IsIn, Matches } from 'class-validator';
import { IsCivilDate, MayBeAbsent, telling } from '@relet/domain';
import { OfWhom } from '../persons.commands.js';
import { ASKED_HOW, type AskedHow } from './access-log.js';

/** Whose readings are asked for: those of a citizen or of a home's case, those by a reader, or all. */
export class ReadsQuery extends OfWhom {
  /** The opaque id of a reader. */
  @MayBeAbsent()
  @Matches(/^[\w-]{1,64}$/, telling({ text: { maxLength: 64 } }))
  who?: string;

  /** How they were read; `single` is all but the lists of initials. */
  @MayBeAbsent()
  @IsIn(ASKED_HOW)
  how?: AskedHow;

  /** The first day, in Denmark. */
  @MayBeAbsent()
  @IsCivilDate()
  from?: string;

  /** The last day. */
  @MayBeAbsent()
  @IsCivilDate()
  to?: string;
}
