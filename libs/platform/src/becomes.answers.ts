import { IsIn, IsInt } from 'class-validator';
import { IsAmount, IsCivilDate, PHASES, type CivilDate, type LettingStage, type Phase, type Stage } from '@relet/domain';

/** Where a home stands today. */
export class StandsToday {
  stage!: Stage;

  /** The day on which the stage began. */
  @IsCivilDate()
  since!: CivilDate;

  letting!: LettingStage;

  @IsAmount()
  rentOere!: number;
}

/** Days of a vacancy in one phase. */
export class DaysInPhase {
  @IsIn(PHASES)
  phase!: Phase;

  @IsInt()
  days!: number;
}

/** The figures of one vacancy through today. */
export class VacancyInFigures {
  @IsCivilDate()
  vacantFrom!: CivilDate;

  /** The day of moving in, or of leaving the portfolio; null while the home is empty. */
  @IsCivilDate()
  ended!: CivilDate | null;

  @IsInt()
  emptyDays!: number;

  @IsInt()
  tomgangDays!: number;

  @IsAmount()
  tomgangOere!: number;

  /** In the order of the workflow; phases without a day are left out. */
  phases!: DaysInPhase[];
}

/** A vacancy before and after a correction; null where there is none. */
export class VacancyBecomes {
  before!: VacancyInFigures | null;
  after!: VacancyInFigures | null;
}

/** What a correction of a home would change, as of today; null where the home is not registered. */
export class Becomes {
  before!: StandsToday | null;
  after!: StandsToday | null;

  /** The vacancies whose figures differ. */
  vacancies!: VacancyBecomes[];
}
