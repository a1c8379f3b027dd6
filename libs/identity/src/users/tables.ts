/** The layout of the users' file; another one is another file. */
export const LAYOUT = 1;

/** Every table of the users' file. Of secrets that are random only the SHA-256 is kept; times are milliseconds since 1970. */
export const TABLES = `
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT COLLATE NOCASE UNIQUE,
  called TEXT,
  issuer TEXT, subject TEXT,
  party TEXT, municipality TEXT, roles TEXT,
  password TEXT, totp BLOB, totp_step INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL, removed INTEGER,
  UNIQUE (issuer, subject)
) STRICT;
CREATE TABLE passkey (
  id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person,
  public_key BLOB NOT NULL, counter INTEGER NOT NULL, added INTEGER NOT NULL
) STRICT;
CREATE TABLE account (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, digest BLOB NOT NULL UNIQUE,
  party TEXT NOT NULL, municipality TEXT, roles TEXT NOT NULL,
  added INTEGER NOT NULL, ends INTEGER NOT NULL, revoked INTEGER
) STRICT;
CREATE TABLE session (
  digest BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person,
  how TEXT NOT NULL, rights TEXT,
  begun INTEGER NOT NULL, seen INTEGER NOT NULL, ends INTEGER NOT NULL
) STRICT;
CREATE INDEX session_of ON session (person);
CREATE TABLE link (digest BLOB PRIMARY KEY, person TEXT NOT NULL REFERENCES person, totp BLOB NOT NULL, ends INTEGER NOT NULL) STRICT;
CREATE TABLE begun (digest BLOB PRIMARY KEY, held TEXT NOT NULL, ends INTEGER NOT NULL) STRICT;
CREATE TABLE building (person TEXT NOT NULL REFERENCES person, building TEXT NOT NULL, PRIMARY KEY (person, building)) STRICT;
CREATE TABLE stand_in (person TEXT PRIMARY KEY REFERENCES person, by TEXT NOT NULL REFERENCES person, first TEXT NOT NULL, last TEXT NOT NULL) STRICT;
CREATE TABLE municipality (id TEXT PRIMARY KEY, name TEXT NOT NULL, cvr TEXT NOT NULL UNIQUE, first TEXT NOT NULL, last TEXT) STRICT;
CREATE TABLE change (n INTEGER PRIMARY KEY, told TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
`;
