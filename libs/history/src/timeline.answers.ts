import { IsIn, IsInt } from 'class-validator';
import {
  EVENT_TYPES,
  IsCivilDate,
  IsContent,
  IsEventId,
  IsInstant,
  IsUnitId,
  PARTIES,
  ROLES,
  type CivilDate,
  type Instant,
  type LettingStage,
  type Stage,
} from '@relet/domain';
import { FieldChange } from '@relet/platform';

/** An event as it stands after its corrections. */
export class StandingNow {
  @IsCivilDate()
  effective!: CivilDate;

  @IsContent()
  payload!: object;
}

/** An event on a home's timeline: both times, who did it, and what has become of it since. */
export class TimelineEvent {
  @IsEventId()
  id!: string;

  /** @example 'Vacated' */
  @IsIn(EVENT_TYPES)
  type!: string;

  @IsInt()
  revision!: number;

  /** When it was true, as it was recorded. */
  @IsCivilDate()
  effective!: CivilDate;

  @IsInstant()
  recordedAt!: Instant;

  /** An opaque id, never a name. */
  actor!: string;

  @IsIn(ROLES)
  role!: string;

  @IsIn(PARTIES)
  party!: string;

  /** Its content, as it was recorded. */
  @IsContent()
  payload!: object;

  standing!: 'live' | 'corrected' | 'retracted' | 'correction';

  /** Absent when it stands as recorded. */
  now?: StandingNow;

  /** Ids of the corrections that speak of it. */
  @IsEventId({ each: true })
  correctedBy!: string[];

  /** SHA-256 of the event and of the one before it. */
  hash!: string;
}

/** A home's events in the order of recording. */
export class HistoryAnswer {
  @IsUnitId()
  unit!: string;

  events!: TimelineEvent[];
}

/** One step of a replay: the event, and what it changed in what was then known. */
export class ReplayStep {
  event!: TimelineEvent;

  stage!: Stage;

  letting!: LettingStage;

  changes!: FieldChange[];
}

/** A home's history event by event. */
export class ReplayAnswer {
  @IsUnitId()
  unit!: string;

  steps!: ReplayStep[];
}
