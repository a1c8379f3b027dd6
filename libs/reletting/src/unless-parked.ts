import { problemOf, type ReadModels } from '@relet/platform';

/**
 * Decides on a stream unless it was parked; a correction is decided all the same, for it may be what mends the stream. HistoryUnreadable.
 * `mustBeInSight` refuses a caller who may not see the stream: to them it is told like one that is not there.
 */
export async function unlessParked<T>(
  readModels: ReadModels,
  { stream, corrects }: { stream: string; corrects: boolean },
  decide: () => Promise<T>,
  mustBeInSight: () => Promise<void> | void,
): Promise<T> {
  readModels.mustBeTheirLog();
  try {
    if (!corrects) await readModels.mustNotBeParked(stream);
    return await decide();
  } catch (error) {
    const { code } = problemOf(error);
    if (code === 'HISTORY_UNREADABLE') await mustBeInSight();
    // What could not be projected may trip the rules as well.
    if (code === 'INTERNAL') await readModels.mustNotBeParked(stream);
    throw error;
  }
}
