/** Who of the analysts may ask by SQL: their role, and the municipality that it sees; all, where none is named. */
export interface Reader {
  role: string;
  municipality: string | null;
  /** Who has let them in, and when. */
  by: string;
  at: string;
}

/** Whom to let in. Without a password the role is there already, or keeps the one it has. */
export interface Grant {
  role: string;
  municipality: string | null;
  password?: string | undefined;
  by: string;
}

/** Why analysts are not let in, or have no schema. */
export type ReaderProblem =
  | 'BI_NEEDS_SERVER'
  | 'BI_NOT_YET'
  | 'BI_SCHEMA_TAKEN'
  | 'BI_ROLE_TAKEN'
  | 'BI_ROLE_UNKNOWN'
  | 'BI_PASSWORD'
  | 'BI_DENIED'
  | 'MUNICIPALITY_UNKNOWN';

/** Thrown for what cannot be done with readers. */
export class ReaderRefused extends Error {
  constructor(readonly code: ReaderProblem) {
    super(code);
    this.name = 'ReaderRefused';
  }
}
