import Database from 'better-sqlite3';
import { Leases } from '../../leases/leases.js';

const TABLE = 'CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT';
const TAKE = `INSERT INTO lease VALUES (:name, :holder, :until) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
  WHERE holder = excluded.holder OR until < :now`;

/** Rights in a file beside the rows, for several processes on one machine: its clock counts. The file is made when somebody takes one. */
export class LeasesInFile extends Leases {
  private opened: Database.Database | undefined;

  constructor(private readonly path: string) {
    super();
  }

  async take(name: string, holder: string, seconds: number): Promise<boolean> {
    const now = Date.now();
    return this.db.prepare(TAKE).run({ name, holder, now, until: now + seconds * 1_000 }).changes > 0;
  }

  async giveBack(name: string, holder: string): Promise<void> {
    this.db.prepare('DELETE FROM lease WHERE (name = ? AND holder = ?) OR until < ?').run(name, holder, Date.now() - 3_600_000);
  }

  async isTaken(beginning: string): Promise<boolean> {
    const asked = 'SELECT 1 FROM lease WHERE substr(name, 1, ?) = ? AND until >= ?';
    return this.db.prepare(asked).get(beginning.length, beginning, Date.now()) !== undefined;
  }

  override close(): void {
    this.opened?.close();
    this.opened = undefined;
  }

  private get db(): Database.Database {
    if (this.opened) return this.opened;
    const db = new Database(this.path, { timeout: 5_000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = OFF');
    db.exec(TABLE);
    return (this.opened = db);
  }
}
