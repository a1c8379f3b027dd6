import { holdsPersonalNumber, idHoldsPersonalNumber, isCivilDate, isLabel, MUNICIPALITY_ID, type CivilDate } from '@relet/domain';
import { AccessRefused, type Statements } from '@relet/platform';
import { noteChange } from './changes.js';
import { LastKnown } from './last-known.js';
import type { UsersRows } from './users-rows.js';

/** A municipality whose homes the administrator manages, from a day to a day, both inclusive. */
export interface Municipality {
  id: string;
  name: string;
  /** Its number in the central business register, eight digits. */
  cvr: string;
  from: CivilDate;
  /** Absent while no end is agreed. */
  to: CivilDate | null;
}

const SHOWN = 'id, name, cvr, first AS "from", last AS "to"';

/**
 * The municipalities that the administrator manages. As long as none is named nothing is narrowed: the administrator's people see every home of the store.
 * A municipality's own people see theirs also before and after these days.
 */
export class Municipalities {
  private readonly lastKnown: LastKnown<{ all: Municipality[]; until: number }>;

  constructor(private readonly rows: UsersRows) {
    this.lastKnown = new LastKnown(rows);
  }

  all(): Promise<Municipality[]> {
    return allIn(this.rows);
  }

  /** The id of those with a number of the business register. */
  withCvr(cvr: string): Promise<string | undefined> {
    return withCvrIn(this.rows, cvr);
  }

  /** The ids of those that are managed on a day; undefined while none is named at all. */
  async managedOn(day: CivilDate): Promise<ReadonlySet<string> | undefined> {
    const known = await this.lastKnown.of('all', async () => ({ all: await this.all(), until: Infinity }));
    const all = known?.all ?? [];
    const managed = all.filter(({ from, to }) => from <= day && (to === null || to >= day));
    return all.length ? new Set(managed.map(({ id }) => id)) : undefined;
  }

  /** Names a municipality, or says anew what is known of it. Throws AccessRefused: MUNICIPALITY_UNUSABLE, CVR_TAKEN. */
  async set({ id, name, cvr, from, to }: Municipality, by: string): Promise<void> {
    const isNamed = MUNICIPALITY_ID.test(id) && !idHoldsPersonalNumber(id) && isLabel(name) && !holdsPersonalNumber(name);
    const isUsable = isNamed && /^\d{8}$/.test(cvr) && isCivilDate(from) && (to === null || isCivilDate(to));
    if (!isUsable || (to !== null && to < from)) throw new AccessRefused('MUNICIPALITY_UNUSABLE');
    await this.rows.inTransaction(async (statements) => {
      const other = await withCvrIn(statements, cvr);
      if (other !== undefined && other !== id) throw new AccessRefused('CVR_TAKEN');
      await statements.change(
        `INSERT INTO municipality (id, name, cvr, first, last) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE
          SET name = excluded.name, cvr = excluded.cvr, first = excluded.first, last = excluded.last`,
        [id, name, cvr, from, to],
      );
      await noteChange(statements, 'municipality_set', id, by, { name, cvr, from, to });
    });
  }

  /** Takes back that a municipality was named, as by a slip of the pen. False when it is the only one: with none named the administrator's people would see the whole store. */
  remove(id: string, by: string): Promise<boolean> {
    return this.rows.inTransaction(async (statements) => {
      if (!(await allIn(statements)).some((each) => each.id !== id)) return false;
      await statements.change('DELETE FROM municipality WHERE id = $1', [id]);
      await noteChange(statements, 'municipality_removed', id, by);
      return true;
    });
  }
}

const allIn = (statements: Pick<Statements, 'ask'>) => statements.ask<Municipality>(`SELECT ${SHOWN} FROM municipality ORDER BY id`);

async function withCvrIn(statements: Pick<Statements, 'ask'>, cvr: string): Promise<string | undefined> {
  return (await statements.ask<{ id: string }>('SELECT id FROM municipality WHERE cvr = $1', [cvr]))[0]?.id;
}
