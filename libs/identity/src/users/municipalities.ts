import { holdsPersonalNumber, idHoldsPersonalNumber, isCivilDate, isLabel, MUNICIPALITY_ID, type CivilDate } from '@relet/domain';
import { AccessRefused } from '@relet/platform';
import { noteChange } from './changes.js';
import type { UsersFile } from './users-file.js';

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
  constructor(private readonly file: UsersFile) {}

  all(): Municipality[] {
    return this.file.all<Municipality>(`SELECT ${SHOWN} FROM municipality ORDER BY id`);
  }

  /** The id of those with a number of the business register. */
  withCvr(cvr: string): string | undefined {
    return this.file.get<{ id: string }>('SELECT id FROM municipality WHERE cvr = ?', cvr)?.id;
  }

  /** The ids of those that are managed on a day; undefined while none is named at all. */
  managedOn(day: CivilDate): ReadonlySet<string> | undefined {
    const all = this.file.all<{ id: string; managed: number }>(
      'SELECT id, first <= ? AND (last IS NULL OR last >= ?) AS managed FROM municipality',
      ...[day, day],
    );
    return all.length ? new Set(all.filter(({ managed }) => managed).map(({ id }) => id)) : undefined;
  }

  /** Names a municipality, or says anew what is known of it. Throws AccessRefused: MUNICIPALITY_UNUSABLE, CVR_TAKEN. */
  set({ id, name, cvr, from, to }: Municipality, by: string): void {
    const isNamed = MUNICIPALITY_ID.test(id) && !idHoldsPersonalNumber(id) && isLabel(name) && !holdsPersonalNumber(name);
    const isUsable = isNamed && /^\d{8}$/.test(cvr) && isCivilDate(from) && (to === null || isCivilDate(to));
    if (!isUsable || (to !== null && to < from)) throw new AccessRefused('MUNICIPALITY_UNUSABLE');
    this.file.together(() => {
      const other = this.withCvr(cvr);
      if (other !== undefined && other !== id) throw new AccessRefused('CVR_TAKEN');
      this.file.run('INSERT OR REPLACE INTO municipality (id, name, cvr, first, last) VALUES (?, ?, ?, ?, ?)', id, name, cvr, from, to);
      noteChange(this.file, 'municipality_set', id, by, { name, cvr, from, to });
    });
  }

  /** Takes back that a municipality was named, as by a slip of the pen. False when it is the only one: with none named the administrator's people would see the whole store. */
  remove(id: string, by: string): boolean {
    return this.file.together(() => {
      if (!this.all().some((each) => each.id !== id)) return false;
      this.file.run('DELETE FROM municipality WHERE id = ?', id);
      noteChange(this.file, 'municipality_removed', id, by);
      return true;
    });
  }
}
