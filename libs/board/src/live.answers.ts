import { IsIn, IsInt } from 'class-validator';
import { EVENT_TYPES, IsCivilDate, IsEventId, IsInstant, IsUnitId, type CivilDate, type Instant } from '@relet/domain';
import { IsPosition } from '@relet/platform';
import { Card } from './board.answers.js';
import { CitizenShown } from './shown.answers.js';

/** Where a client that has just come stands; also after `reset`, when it was away too long and has to read the board anew. */
export class HereEvent {
  @IsPosition()
  position!: string | null;
}

/** A home that has changed. */
export class HomeEvent {
  @IsPosition()
  position!: string | null;

  card!: Card;

  /** Initials of the citizens that the card names, for those who may know them. */
  initials?: CitizenShown[];
}

/** An event of the home as it comes, with the card as it is then. */
export class UnitEvent {
  @IsUnitId()
  unit!: string;

  @IsEventId()
  id!: string;

  @IsIn(EVENT_TYPES)
  type!: string;

  @IsInt()
  revision!: number;

  @IsCivilDate()
  effective!: CivilDate;

  @IsInstant()
  recordedAt!: Instant;

  @IsPosition()
  position!: string;

  /** Absent when the home is out of sight meanwhile. */
  card?: Card | undefined;

  /** Initials of the citizens that the card names, for those who may know them. */
  initials?: CitizenShown[];
}
