import { IsIn } from 'class-validator';
import { IsLabelSought, IsMunicipalityId, MayBeAbsent, UNIT_KINDS, type UnitKind } from '@relet/domain';
import { IsCursor, IsPosition, IsWrittenCount } from '@relet/platform';
import { TimesQuery } from '../board.queries.js';

/** Asks for one home. */
export class HomeQuery extends TimesQuery {
  /** A position that a command has answered: the answer includes it. */
  @MayBeAbsent()
  @IsPosition()
  after?: string;
}

/** Asks for a list, a page at a time. */
export class ListQuery extends HomeQuery {
  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  /** Entries in one answer, at most 200. */
  @MayBeAbsent()
  @IsWrittenCount(/^([1-9]|[1-9]\d|1\d\d|200)$/, 1, 200)
  limit?: string;

  /** Where the last answer ended. */
  @MayBeAbsent()
  @IsCursor()
  cursor?: string;
}

/** What somebody has typed to find a home. It is sent as a body: it may be a name or a number that should stand in no address. */
export class HomesSought {
  /** Words that stand in the number, the building or the address of a home; each in any of them. */
  @IsLabelSought()
  find!: string;
}

/** Asks for homes. */
export class HomesQuery extends ListQuery {
  @MayBeAbsent()
  @IsLabelSought()
  building?: string;

  @MayBeAbsent()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  /** Words that stand in the number, the building or the address of a home; each in any of them. */
  @MayBeAbsent()
  @IsLabelSought()
  find?: string;
}
