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

/** Which case of its code an error is, where a code has several; a language other than English has a sentence for each. */
export type StoreCase =
  | 'NO_STORE'
  | 'NOT_DURABLE'
  | 'FILE_GONE'
  | 'OTHER_VERSION'
  | 'NO_EVENTS'
  | 'CUT_SHORT'
  | 'OTHER_DATABASE'
  | 'FOLDER'
  | 'NO_PLAIN_FILE'
  | 'NOT_ALLOWED'
  | 'NO_BACKUP'
  | 'STORE_THERE'
  | 'BACKUP_IN_USE'
  | 'BACKUP_BYTES'
  | 'BACKUP_CHAIN'
  | 'BACKUP_END'
  | 'BACKUP_DAMAGED'
  | 'MARK_UNREADABLE'
  | 'NOT_BACKED_UP'
  | 'ONTO_ITSELF'
  | 'FILE_THERE'
  | 'DAMAGED'
  | 'LOG_GAP'
  | 'STREAM_GAP'
  | 'OTHER_WRITER'
  | 'FILE_READ_ONLY'
  | 'DISK_READ_ONLY'
  | 'FILE_UNUSABLE'
  | 'CHOOSING_LEADER'
  | 'SLOW'
  | 'UNREACHED'
  | 'CHAIN_BROKEN'
  | 'NO_EVENT_IN_LINE'
  | 'OTHER_HISTORY'
  | 'FOREIGN_STREAM'
  | 'HOLDS_MORE'
  | 'COPY_DIFFERS'
  | 'STREAMS_DELETED'
  | 'OLD_SERVER'
  | 'NO_NAME'
  | 'OTHER_SERVER'
  | 'OTHER_CLIENT'
  | 'CERTIFICATE_LOOKED_AT'
  | 'OPTION_UNKNOWN'
  | 'NO_CA'
  | 'USER_WITHOUT_TLS'
  | 'NOT_ESCAPED'
  | 'LOST_LAST'
  | 'FIRST_UNREADABLE'
  | 'END_LOST'
  | 'BEGINNING_LEFT'
  | 'PLACE_UNKNOWN'
  | 'PLACE_TAKEN'
  | 'ANOTHER_STORE'
  | 'KEY_THERE'
  | 'FILE_EMPTIED'
  | 'OTHER_CONTENT';

/** The case of an error, and what its sentence names: a file, a stream, a line. */
export type StoreDetails = Readonly<{ case: StoreCase } & Record<string, string | number>>;

/** An error of the store with a stable code and a sentence for people, in English. */
export class StoreError extends Error {
  readonly details: StoreDetails | undefined;

  constructor(
    readonly code: StoreErrorCode,
    message: string,
    { details, ...options }: ErrorOptions & { details?: StoreDetails | undefined } = {},
  ) {
    super(message, options);
    this.details = details;
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
  constructor(message = 'The event store cannot be reached.', options?: ErrorOptions & { details?: StoreDetails }) {
    super('STORE_UNAVAILABLE', message, options);
  }
}
