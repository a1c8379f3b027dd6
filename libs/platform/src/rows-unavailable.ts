/** Thrown when the server that keeps the rows cannot be asked now: try again. It names the code of the cause, and nothing that was asked. */
export class RowsUnavailable extends Error {
  readonly code = 'ROWS_UNAVAILABLE';

  constructor(cause: unknown) {
    const { code = 'no answer' } = cause as { code?: string };
    super(`The server of the read models cannot be asked now (${code}).`, { cause });
    this.name = 'RowsUnavailable';
  }
}
