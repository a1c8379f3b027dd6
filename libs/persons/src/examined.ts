import { existsSync, statSync } from 'node:fs';
import { PersonsError, type Database, type PersonsSettings, type Settings } from '@relet/platform';
import { monthsIn } from './access-log/access-log.js';
import { lookedAt } from './backup.js';
import { ERASURE_TABLES, mustReach } from './erasing/ledger.js';
import { headIn, isOnServer, missingFrom } from './files.js';
import { registerSetting } from './files-on-server.js';
import type { Head } from './kept/chain.js';
import { asItIs, brokenAt, headOf } from './kept/chained-file.js';
import { ChainedTable } from './kept/chained-table.js';
import { lookIntoTables } from './kept/on-server.js';
import { isKept } from './kept/sqlite-file.js';
import { KeyFile } from './keys/key-file.js';
import { KEY_TABLES, KeyTable } from './keys/key-table.js';
import { masterKeyKept } from './keys/master-key.js';
import { RegisterFile } from './register/register-file.js';
import { REGISTER_TABLES, RegisterTable } from './register/register-table.js';

/** What is wrong with what is kept of persons. */
export type PersonsTrouble = 'keyMissing' | 'keyNotMade' | 'keyOther' | 'keyReadable' | 'keysMissing' | 'erasuresLost';

/** How the files of the persons stand, seen from outside while a server may be writing to them; nothing where no persons are kept. */
export interface PersonsExamined {
  persons: number;
  trouble?: PersonsTrouble;
  /** Files of persons that others on this machine can read; the server does not start with them. */
  open: string[];
  /** Number of the first reading that is not as it was written. */
  brokenReading?: number;
}

/** Looks at what is kept of persons without touching it. Throws BadSetting for a server that cannot be asked. */
export function examinePersons(settings: Pick<Settings, 'persons' | 'readModel'>): Promise<PersonsExamined | undefined> {
  return isOnServer(settings.persons) ? onServer(settings) : onDisk(settings.persons);
}

async function onDisk(settings: PersonsSettings): Promise<PersonsExamined | undefined> {
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
  return keyTrouble(masterKey, await lookedAt(new KeyFile(keys, { readOnly: true }), (file) => file.meta('master')));
}

/** Whether the master key is the one that wraps the keys. */
function keyTrouble(masterKey: string, wrappedBy: string | undefined): PersonsTrouble | undefined {
  if (!existsSync(masterKey)) return 'keyMissing';
  if (statSync(masterKey).mode & 0o077) return 'keyReadable';
  return wrappedBy === undefined || masterKeyKept(masterKey)?.id === wrappedBy ? undefined : 'keyOther';
}

async function onServer(settings: Pick<Settings, 'persons' | 'readModel'>): Promise<PersonsExamined | undefined> {
  const { persons } = settings;
  const opened: Database[] = [];
  const looked = async (...given: Parameters<typeof lookIntoTables>) => {
    const database = await lookIntoTables(...given);
    if (database) opened.push(database);
    return database;
  };
  try {
    const rows = await looked(await registerSetting(settings), REGISTER_TABLES);
    if (!rows) return undefined;
    const [keys, erasures] = [await looked(persons.keys, KEY_TABLES), await looked(persons.erasures, ERASURE_TABLES)];
    const register = new RegisterTable(rows);
    const trouble = await troubleOnServer(persons, { register, keys, erasures });
    const chain = new ChainedTable(rows, 'read');
    // What is known of the readings is looked at first: they become more meanwhile.
    const known = [await headIn(register, 'reads'), keys && (await headIn(new KeyTable(keys), 'reads'))];
    const missing = (await register.meta('reads_missing')) ?? missingFrom(await chain.head(), known);
    const wrong = (await chain.brokenAt()) ?? (missing === undefined ? undefined : Number(missing));
    const live = (await register.subjects('live')).length;
    return { persons: live, open: [], ...(trouble && { trouble }), ...(wrong !== undefined && { brokenReading: wrong }) };
  } finally {
    for (const database of opened) await database.close();
  }
}

async function troubleOnServer(
  { masterKey }: PersonsSettings,
  { register, keys, erasures }: { register: RegisterTable; keys: Database | undefined; erasures: Database | undefined },
): Promise<PersonsTrouble | undefined> {
  if (!keys || (await register.meta(`id of ${KEY_TABLES.kind}`)) !== keys.id) return 'keysMissing';
  const rows = new KeyTable(keys);
  if (!erasures || !(await reaches(erasures, [await headIn(register), await headIn(rows)]))) return 'erasuresLost';
  const wrappedBy = await rows.meta('master');
  if (wrappedBy === undefined && !existsSync(masterKey)) return 'keyNotMade';
  return keyTrouble(masterKey, wrappedBy);
}

async function reaches(erasures: Database, heads: readonly (Head | undefined)[]): Promise<boolean> {
  try {
    await mustReach(new ChainedTable(erasures, 'erasure'), heads);
    return true;
  } catch (error) {
    if (error instanceof PersonsError && error.code === 'ERASURES_LOST') return false;
    throw error;
  }
}
