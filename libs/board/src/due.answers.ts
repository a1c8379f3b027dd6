import { IsInt } from 'class-validator';
import { IsCivilDate, type CivilDate } from '@relet/domain';
import type { DueWhat } from '@relet/words';

/** Something that falls on a day. */
export class Due {
  /** @example 'answer_due' */
  what!: DueWhat;

  @IsCivilDate()
  on!: CivilDate;

  /** Negative once the day is past. */
  @IsInt()
  daysLeft!: number;
}
