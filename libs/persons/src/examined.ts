import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PersonsError, type PersonsSettings } from '@relet/platform';
import { endOfReadings, monthsIn } from './access-log/access-log.js';
import { lookedAt } from './backup.js';
import { mustReach } from './erasing/ledger.js';
import { brokenAt } from './kept/chained-file.js';
import { isKept } from './kept/sqlite-file.js';
import { KeyFile } from './keys/key-file.js';
import { masterKeyKept } from './keys/master-key.js';
import { RegisterFile } from './register/register-file.js';
import { headIn, missingFrom } from './vault.js';

/** What is wrong with what is kept of persons. */
export type PersonsTrouble = 'keyMissing' | 'keyOther' | 'keyReadable' | 'keysMissing' | 'erasuresLost';

/** How the files of the persons stand, seen from outside while a server may be writing to them; nothing where no persons are kept. */
export interface PersonsExamined {
  persons: number;
  trouble?: PersonsTrouble;
  /** Files of persons that others on this machine can read; the server does not start with them. */
  open: string[];
  /** Number of the first reading that is not as it was written. */
  brokenReading?: number;
}

/** Looks at the files of the persons without touching them. */
export async function examinePersons(settings: PersonsSettings): Promise<PersonsExamined | undefined> {
  const { register, keys, accessLog } = settings;
  if (!isKept(register)) return undefined;
  const persons = lookedAt(new RegisterFile(register, { readOnly: true }), (file) => file.subjects('live').length);
  const trouble = isKept(keys) ? await troubleOf(settings) : 'keysMissing';
  const cut = missingReading(settings);
  const broken = await brokenAt(monthsIn(accessLog).map((month) => join(accessLog, `${month}.ndjson`)));
  const wrong = broken ?? cut;
  const open = [register, keys].filter((path) => existsSync(path) && statSync(path).mode & 0o077);
  return { persons, open, ...(trouble && { trouble }), ...(wrong !== undefined && { brokenReading: wrong }) };
}

/** The first reading that is missing at the end of the access log. What is known of it is read first: the log grows meanwhile. */
function missingReading({ register, keys, accessLog }: PersonsSettings): number | undefined {
  const { known, missing } = lookedAt(new RegisterFile(register, { readOnly: true }), (file) => ({
    ...{ known: headIn(file, 'reads'), missing: file.meta('reads_missing') },
  }));
  const ofKeys = isKept(keys) ? lookedAt(new KeyFile(keys, { readOnly: true }), (file) => headIn(file, 'reads')) : undefined;
  return missing === undefined ? missingFrom(endOfReadings(accessLog), [known, ofKeys]) : Number(missing);
}

async function troubleOf({ register, keys, masterKey, erasures }: PersonsSettings): Promise<PersonsTrouble | undefined> {
  const heads = [lookedAt(new RegisterFile(register, { readOnly: true }), headIn), lookedAt(new KeyFile(keys, { readOnly: true }), headIn)];
  try {
    await mustReach(erasures, heads);
  } catch (error) {
    if (error instanceof PersonsError) return 'erasuresLost';
    throw error;
  }
  if (!existsSync(masterKey)) return 'keyMissing';
  if (statSync(masterKey).mode & 0o077) return 'keyReadable';
  const wrappedBy = lookedAt(new KeyFile(keys, { readOnly: true }), (file) => file.wrappedBy);
  return wrappedBy === undefined || masterKeyKept(masterKey)?.id === wrappedBy ? undefined : 'keyOther';
}
