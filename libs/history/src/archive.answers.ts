import { PickType } from '@nestjs/swagger';
import { IsInt } from 'class-validator';
import { IsCivilDate, IsInstant, IsUnitId, type CivilDate, type Instant } from '@relet/domain';
import { FieldChange } from '@relet/platform';
import { HomeState } from './state.answers.js';
import { TimelineEvent } from './timeline.answers.js';

/** A point in both times. */
export class Point {
  /** When it was true. */
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;
}

/** A home at a point. */
export class StateAnswer extends Point {
  @IsUnitId()
  unit!: string;

  state!: HomeState;
}

/** A home with its state. */
export class HomeInPortfolio {
  @IsUnitId()
  unit!: string;

  state!: HomeState;
}

/** Every home at a point. */
export class PortfolioAnswer extends Point {
  /** What could not be read: homes that are left out. */
  parked!: string[];

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
export class DifferenceAnswer {
  from!: Point;

  to!: Point;

  /** What could not be read: homes that are left out. */
  parked!: string[];

  homes!: HomeDifference[];
}

/** A link of a chain that does not hold. */
export class BrokenLink {
  stream!: string;

  @IsInt()
  revision!: number;

  kind!: 'hash' | 'prev' | 'gap' | 'recordedAt' | 'text' | 'stream';
}

/** What a check of the whole chain has found. */
export class Verification {
  ok!: boolean;

  /** Events that were read. */
  @IsInt()
  events!: number;

  @IsInt()
  streams!: number;

  /** A hundred at most. */
  breaks!: BrokenLink[];
}
