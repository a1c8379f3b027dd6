import type { Comparison, Difference } from './comparison.js';
import type { CellFault } from './faults.js';
import type { ToldRow } from './homes.js';
import type { LoggedVacancy } from './in-log.js';
import type { Step } from './steps.js';

/** A row beside the log: what it gives, or what is wrong with it. */
export interface LookedAt {
  read: ToldRow;
  /** True for a re-letting that the log does not have. */
  isNew: boolean;
  steps: Step[];
  faults: CellFault[];
  /** Cells that say something else than the log, and are not corrected. */
  differences: Difference[];
  isCorrected: boolean;
  /** True when the row tells more of a known re-letting. */
  isGrown: boolean;
  match?: LoggedVacancy;
  comparison?: Comparison;
  /** True when a move-in has to be retracted and given again. */
  makesRoom?: boolean;
}
