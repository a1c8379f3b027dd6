import { IsIn, IsInt } from 'class-validator';
import {
  EVENT_TYPES,
  IsCivilDate,
  IsContent,
  IsEventId,
  IsCitizen,
  IsInstant,
  IsMunicipalityId,
  IsUnitId,
  PARTIES,
  ROLES,
  type CivilDate,
  type Instant,
  type LettingStage,
  type Stage,
} from '@relet/domain';
import { FieldChange, ShownAnswer } from '@relet/platform';

/** An event as it stands after its corrections. */
export class StandingNow {
  @IsCivilDate()
  effective!: CivilDate;

  @IsContent()
  payload!: object;
}

/** An event on a timeline: both times, who did it, and what has become of it since. */
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

  /** Whether it can be corrected or retracted: no correction can, nor what follows by itself, is retracted, or stands for good as an erasure does. */
  correctable!: boolean;

  /** Ids of the corrections that speak of it. */
  @IsEventId({ each: true })
  correctedBy!: string[];

  /** SHA-256 of the event and of the one before it. */
  hash!: string;
}

/** Events in the order of recording. */
abstract class Events extends ShownAnswer {
  events!: TimelineEvent[];
}

/** A home's events in the order of recording. */
export class HistoryAnswer extends Events {
  @IsUnitId()
  unit!: string;
}

/** A citizen's events in the order of recording. */
export class CitizenHistoryAnswer extends Events {
  @IsCitizen()
  citizen!: string;
}

/** The events of a municipality's policy in the order of recording; none while the defaults hold. */
export class PolicyHistoryAnswer extends Events {
  @IsMunicipalityId()
  municipality!: string;
}

/** One step of a replay: the event, and what it changed in what was then known. */
export class Step {
  event!: TimelineEvent;

  changes!: FieldChange[];
}

/** One step of a home's replay, with where the home then stood. */
export class ReplayStep extends Step {
  stage!: Stage;

  letting!: LettingStage;
}

/** A home's history event by event. */
export class ReplayAnswer extends ShownAnswer {
  @IsUnitId()
  unit!: string;

  steps!: ReplayStep[];
}

/** A citizen's history event by event. */
export class CitizenReplayAnswer extends ShownAnswer {
  @IsCitizen()
  citizen!: string;

  steps!: Step[];
}

/** The history of a municipality's policy event by event. */
export class PolicyReplayAnswer extends ShownAnswer {
  @IsMunicipalityId()
  municipality!: string;

  steps!: Step[];
}
