import { existsSync, statSync } from 'node:fs';
import { PersonsError, type PersonsSettings } from '@relet/platform';
import { monthsIn } from './access-log/access-log.js';
import { lookedAt } from './backup.js';
import { mustReach } from './erasing/ledger.js';
import { asItIs, brokenAt, headOf } from './kept/chained-file.js';
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
  const persons = (await lookedAt(new RegisterFile(register, { readOnly: true }), (file) => file.subjects('live'))).length;
  const trouble = isKept(keys) ? await troubleOf(settings) : 'keysMissing';
  const cut = await missingReading(settings);
  const months = monthsIn(accessLog);
  const broken = await brokenAt(months.parts().map((month) => months.fileOf(month)));
  const wrong = broken ?? cut;
  const open = [register, keys].filter((path) => existsSync(path) && statSync(path).mode & 0o077);
  return { persons, open, ...(trouble && { trouble }), ...(wrong !== undefined && { brokenReading: wrong }) };
}

/** The first reading that is missing at the end of the access log. What is known of it is read first: the log grows meanwhile. */
async function missingReading({ register, keys, accessLog }: PersonsSettings): Promise<number | undefined> {
  const { known, missing } = await lookedAt(new RegisterFile(register, { readOnly: true }), async (file) => ({
    ...{ known: await headIn(file, 'reads'), missing: await file.meta('reads_missing') },
  }));
  const ofKeys = isKept(keys) ? await lookedAt(new KeyFile(keys, { readOnly: true }), (file) => headIn(file, 'reads')) : undefined;
  return missing === undefined ? missingFrom(headOf(monthsIn(accessLog)), [known, ofKeys]) : Number(missing);
}

async function troubleOf({ register, keys, masterKey, erasures }: PersonsSettings): Promise<PersonsTrouble | undefined> {
  const heads = [
    await lookedAt(new RegisterFile(register, { readOnly: true }), headIn),
    await lookedAt(new KeyFile(keys, { readOnly: true }), headIn),
  ];
  try {
    await mustReach(asItIs(erasures), heads);
  } catch (error) {
    if (error instanceof PersonsError) return 'erasuresLost';
    throw error;
  }
  if (!existsSync(masterKey)) return 'keyMissing';
  if (statSync(masterKey).mode & 0o077) return 'keyReadable';
  const wrappedBy = await lookedAt(new KeyFile(keys, { readOnly: true }), (file) => file.meta('master'));
  return wrappedBy === undefined || masterKeyKept(masterKey)?.id === wrappedBy ? undefined : 'keyOther';
}
