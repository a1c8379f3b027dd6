/** What can go wrong with a store, each with a code that stays. */
export type StoreErrorCode =
  | 'VERSION_CONFLICT'
  | 'STORE_UNAVAILABLE'
  | 'STORE_DENIED'
  | 'STORE_ADDRESS'
  | 'STORE_USER_MISSING'
  | 'STORE_UNTRUSTED'
  | 'STORE_MISNAMED'
  | 'STORE_VERSION'
  | 'POSITION_UNKNOWN'
  | 'HISTORY_DELETED'
  | 'LOG_DIFFERS'
  | 'LOG_GROWS'
  | 'STORE_LOCKED'
  | 'STORE_READ_ONLY'
  | 'STORE_CORRUPT'
  | 'STORE_FULL'
  | 'STORE_CLOSED'
  | 'NOT_A_STORE'
  | 'FILE_EXISTS'
  | 'APPEND_TOO_LARGE'
  | 'NOT_CANONICAL';

/** An error of the store with a stable code and a sentence for people. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Somebody else appended first: the stream stands at `actual`. */
export class VersionConflict extends StoreError {
  constructor(
    readonly stream: string,
    readonly actual: number | 'noStream',
  ) {
    super('VERSION_CONFLICT', `The stream stands at ${actual}.`);
  }
}

/** The store cannot be reached; try again. */
export class StoreUnavailable extends StoreError {
  constructor(message = 'The event store cannot be reached.', options?: ErrorOptions) {
    super('STORE_UNAVAILABLE', message, options);
  }
}
