import { PickType } from '@nestjs/swagger';
import { IsCitizen, IsInstant, IsMunicipalityId, IsUnitId, type Instant } from '@relet/domain';
import { ShownAnswer } from '@relet/platform';
import { TimelineEvent } from './timeline.answers.js';

/** An event as it was recorded; what became of it since is told by the history that it belongs to. */
export class EventListed extends PickType(TimelineEvent, [
  ...(['id', 'type', 'revision', 'effective', 'recordedAt', 'actor', 'role', 'party', 'payload', 'hash'] as const),
]) {
  /** The home, the citizen or the municipality's policy whose history it belongs to: one of them. */
  @IsUnitId()
  unit?: string;

  @IsCitizen()
  citizen?: string;

  @IsMunicipalityId()
  policy?: string;

  @IsMunicipalityId()
  municipality!: string;
}

/** A page of the log, oldest first. */
export class EventsAnswer extends ShownAnswer {
  /** When it was known; null for all that is known now. */
  @IsInstant()
  knownAt!: Instant | null;

  events!: EventListed[];

  /** Where the next page begins, also when this one is empty: so much of the log is looked through for one answer, and no more. Null at the end. */
  cursor!: string | null;
}
