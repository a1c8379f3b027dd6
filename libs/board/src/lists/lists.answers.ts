import { PickType } from '@nestjs/swagger';
import { IsInt } from 'class-validator';
import { IsAmount, IsCitizen, IsCivilDate, IsInstant, IsMunicipalityId, IsUnitId, type CivilDate, type Instant } from '@relet/domain';
import { CitizenOnDay, PolicyInForce, ShownAnswer } from '@relet/platform';
import { Card } from '../board.answers.js';
import { CitizenShown } from '../shown.answers.js';

/** For which times an answer holds, how much of the log it shows, and what it lacks. */
export abstract class AtTimes extends ShownAnswer {
  /** When it was true. */
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** Known at a moment so near that it may still change. */
  provisional!: boolean;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;
}

/** One page of a list. */
abstract class Page extends AtTimes {
  /** What could not be read and is left out. */
  parked!: string[];

  /** Where the next page begins; null on the last. */
  cursor!: string | null;
}

/** One home, with all that the board tells of it. */
export class HomeAnswer extends AtTimes {
  @IsUnitId()
  unit!: string;

  /** The last event of the home: give it back as `If-Match`; also the ETag of the answer. */
  @IsInt()
  revision!: number;

  home!: Card;

  /** Initials of the citizens that are named, for those who may know them; absent where nobody is known. */
  initials?: CitizenShown[];
}

/** A home as a list has it. */
export class HomeListed extends PickType(Card, [
  'unit',
  'municipality',
  'building',
  'address',
  'kind',
  'stage',
  'since',
  'letting',
  'lastRecordedAt',
]) {
  /** Monthly rent in øre on that day. */
  @IsAmount()
  rentOere!: number;
}

/** One page of homes, ordered by id. */
export class HomesAnswer extends Page {
  homes!: HomeListed[];
}

/** A citizen, named by a pseudonym alone. */
export class CitizenListed extends CitizenOnDay {
  @IsCitizen()
  citizen!: string;

  @IsMunicipalityId()
  municipality!: string;
}

/** One page of the citizens who were known by then, ordered by pseudonym. */
export class CitizensAnswer extends Page {
  citizens!: CitizenListed[];
}

/** What a municipality has agreed. */
export class PolicyListed {
  @IsMunicipalityId()
  municipality!: string;

  /** The day from which it was agreed; null while the defaults hold. */
  @IsCivilDate()
  agreedFrom!: CivilDate | null;

  /** The last event of the policy. */
  @IsInt()
  revision!: number;

  policy!: PolicyInForce;
}

/** One page of the policies of the municipalities that have agreed one, ordered by municipality. */
export class PoliciesAnswer extends Page {
  policies!: PolicyListed[];
}
