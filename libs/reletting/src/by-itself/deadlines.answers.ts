import type { ProblemCode } from '@relet/platform';
import { IsCivilDate, IsOfferId, IsUnitId, type CivilDate } from '@relet/domain';

/** An offer whose last day has passed without an answer. */
export class ExpiredOffer {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  /** @example 'o1' */
  @IsOfferId()
  offer!: string;

  /** The day after its last day. */
  @IsCivilDate()
  effective!: CivilDate;
}

/** An offer whose last day has passed and that nobody has ended yet. */
export class OverdueOffer {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  /** @example 'o1' */
  @IsOfferId()
  offer!: string;

  /** Its last day. */
  @IsCivilDate()
  respondBy!: CivilDate;
}

/** What deadlines should have ended by today. */
export class DeadlinesOpen {
  @IsCivilDate()
  today!: CivilDate;

  overdue!: OverdueOffer[];
}

/** What follows from a citizen's leaving the list: an offer withdrawn, a reservation released, an acceptance cancelled. */
abstract class OfRemoval {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  command!: 'WithdrawOffer' | 'ReleaseReservation' | 'CancelAcceptance';

  /** The offer withdrawn, or the one whose acceptance is cancelled. */
  @IsOfferId()
  offer!: string | null;
}

/** What has ended because its citizen has left the list. */
export class EndedByRemoval extends OfRemoval {
  @IsCivilDate()
  effective!: CivilDate;
}

/** What should have ended because its citizen has left the list, and was refused. It is tried again when the home or the citizen changes. */
export class RefusedEnding extends OfRemoval {
  code!: ProblemCode;

  /** The refusal in words. */
  detail!: string;
}

/** What removals from the list have ended. */
export class RemovalsRun {
  ended!: EndedByRemoval[];

  refused!: RefusedEnding[];
}

/** What a run of the deadlines has done: removals first, then what is overdue. */
export class DeadlinesRun extends RemovalsRun {
  @IsCivilDate()
  today!: CivilDate;

  expired!: ExpiredOffer[];
}
