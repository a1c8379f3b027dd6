/** Thrown when something with many rows ends before its end, because of what is no fault of the rows: how far it came. What was written stays. */
export class CutOff extends Error {
  constructor(
    override readonly cause: unknown,
    /** Rows that were written, and of how many; undefined when nothing was. */
    readonly written: { rows: number; of: number } | undefined,
  ) {
    super('Cut off before its end.', { cause });
    this.name = 'CutOff';
  }
}
