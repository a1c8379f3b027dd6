import { PickType } from '@nestjs/swagger';
import { IsInt } from 'class-validator';
import { IsCitizen, IsCivilDate, IsInstant, IsMunicipalityId, IsUnitId, type CivilDate, type Instant } from '@relet/domain';
import { CitizenOnDay, FieldChange, OfLog, ShownAnswer, ShownWithParked } from '@relet/platform';
import { HomeState, PolicyOnDay } from './state.answers.js';
import { TimelineEvent } from './timeline.answers.js';

/** A point in both times. */
export class Point {
  /** When it was true. */
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;
}

/** What is told at a point, and how much of the log it shows. */
abstract class AtPoint extends ShownAnswer implements Point {
  /** When it was true. */
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;
}

/** A home at a point. */
export class StateAnswer extends AtPoint {
  @IsUnitId()
  unit!: string;

  state!: HomeState;
}

/** A citizen at a point. */
export class CitizenStateAnswer extends AtPoint {
  @IsCitizen()
  citizen!: string;

  state!: CitizenOnDay;
}

/** A municipality's policy at a point. */
export class PolicyStateAnswer extends AtPoint {
  @IsMunicipalityId()
  municipality!: string;

  state!: PolicyOnDay;
}

/** A home with its state. */
export class HomeInPortfolio {
  @IsUnitId()
  unit!: string;

  state!: HomeState;
}

/** Every home at a point. */
export class PortfolioAnswer extends ShownWithParked implements Point {
  /** When it was true. */
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;

  homes!: HomeInPortfolio[];
}

/** An event that is known or true at one point and not at the other. */
export class EventBetween extends PickType(TimelineEvent, ['id', 'type', 'effective', 'recordedAt', 'actor']) {}

/** A home that differs between two points. */
export class HomeDifference {
  @IsUnitId()
  unit!: string;

  changes!: FieldChange[];

  /** Events known at one point and not at the other, or true at one and not yet at the other. */
  events!: EventBetween[];
}

/** What differs between two points. */
export class DifferenceAnswer extends ShownWithParked {
  from!: Point;

  to!: Point;

  homes!: HomeDifference[];
}

/** A link of a chain that does not hold. */
export class BrokenLink {
  stream!: string;

  @IsInt()
  revision!: number;

  kind!: 'hash' | 'prev' | 'gap' | 'recordedAt' | 'text' | 'stream';
}

/** One number that stands for the whole log: who keeps it can tell later that nothing was changed. */
export class LogHead {
  /** The store; null for a log that has not begun. */
  storeId!: string | null;

  /** The root of a Merkle tree (RFC 6962) over stream, last revision and hash of each stream, ordered by name. */
  root!: string;
}

/** What a check of the whole chain has found. */
export class Verification extends OfLog {
  ok!: boolean;

  /** Events that were read. */
  @IsInt()
  events!: number;

  @IsInt()
  streams!: number;

  /** A hundred at most. */
  breaks!: BrokenLink[];

  head!: LogHead;
}
