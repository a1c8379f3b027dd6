import { BadSetting, besideRows, isPostgres, type Database, type Layout, type Settings } from '@relet/platform';
import { AccessLog, READS } from './access-log/access-log.js';
import { REVIEWS, Reviews } from './access-log/reviews.js';
import { lookedAt } from './backup.js';
import { ERASURE_TABLES, ERASURES, ErasureLedger } from './erasing/ledger.js';
import { ChainedTable } from './kept/chained-table.js';
import { KeptTables, lookIntoTables, MOVING, openTables } from './kept/on-server.js';
import { isKept } from './kept/sqlite-file.js';
import { KEY_TABLES, KeyTable } from './keys/key-table.js';
import { Keys } from './keys/keys.js';
import { RegisterFile } from './register/register-file.js';
import { REGISTER_TABLES, RegisterTable } from './register/register-table.js';
import { headIn, type Files } from './files.js';

/** The name of the schema of register and access log beside that of the rows. */
const BESIDE_ROWS = 'person';

/** Where register and access log are kept: with the rows. */
export const registerSetting = ({ readModel }: Pick<Settings, 'readModel'>): Promise<string> => besideRows(readModel, BESIDE_ROWS);

/**
 * What is kept of persons on servers, for several processes: register and access log with the rows, keys and record of erasures in a database each. BadSetting
 * where one of them lies with another or belongs to another register, or where persons are kept in files already.
 */
export async function openOnServer(settings: Settings, now: string): Promise<Files> {
  const { persons } = settings;
  const opened: Database[] = [];
  const open = async (...given: Parameters<typeof openTables>) => {
    const database = await openTables(...given);
    opened.push(database);
    return database;
  };
  try {
    const rows = await open(await registerSetting(settings), REGISTER_TABLES);
    const ofKeys = await open(persons.keys, { ...KEY_TABLES, apartFrom: [rows.id] });
    const ofErasures = await open(persons.erasures, { ...ERASURE_TABLES, apartFrom: [rows.id, ofKeys.id] });
    await mustBelongTo(rows, KEY_TABLES, ofKeys);
    await mustBelongTo(rows, ERASURE_TABLES, ofErasures);
    const [register, keys] = [new RegisterTable(rows), new Keys(new KeyTable(ofKeys))];
    if ((await register.meta(MOVING)) !== undefined) throw new BadSetting(KEY_TABLES.variable, 'PERSONS_MOVING', rows.shown);
    if (!(await register.subjects('live')).length && (await isAnybodyIn(persons.register)))
      throw new BadSetting(KEY_TABLES.variable, 'PERSONS_IN_FILES', persons.register);
    const heads = [await headIn(register), await headIn(keys)];
    const record = new ChainedTable(ofErasures, 'erasure', ERASURES);
    const ledger = await ErasureLedger.shared(record, heads, now);
    const accessLog = new AccessLog(new ChainedTable(rows, 'read', READS));
    const reviews = new Reviews(accessLog, new ChainedTable(rows, 'review', REVIEWS));
    return { register, keys, ledger, accessLog, reviews, isShared: true, release: () => ofErasures.close() };
  } catch (error) {
    for (const database of opened) await database.close();
    throw error;
  }
}

async function isAnybodyIn(path: string): Promise<boolean> {
  if (!isKept(path)) return false;
  return (await lookedAt(new RegisterFile(path, { readOnly: true }), (file) => file.subjects('live'))).length > 0;
}

/** A process that was not told of the servers would keep a register of its own beside the one that all others share. Throws BadSetting. */
export async function mustNotBeOnServer(settings: Settings): Promise<void> {
  if (!isPostgres(settings.readModel)) return;
  const rows = await lookIntoTables(await registerSetting(settings), REGISTER_TABLES);
  await rows?.close();
  if (rows) throw new BadSetting(KEY_TABLES.variable, 'PERSONS_ON_SERVERS', rows.shown);
}

/** A process that had other keys would seal persons so that no other one could read them; with another record it would not know who is erased. */
export async function mustBelongTo(rows: Database, { kind, variable }: Layout, { id, shown }: Database): Promise<void> {
  const named = `id of ${kind}`;
  await rows.change(`INSERT INTO ${rows.schema}.meta VALUES ($1, $2) ON CONFLICT DO NOTHING`, [named, id]);
  if ((await new KeptTables(rows).meta(named)) !== id) throw new BadSetting(variable, 'KEPT_OF_ANOTHER', shown);
}
