import { AccessRefused } from '@relet/platform';
import type { CivilDate } from '@relet/domain';
import { noteChange } from './changes.js';
import type { UsersFile } from './users-file.js';

/** Who stands in for a user, from a day to a day, both inclusive. */
export interface StandIn {
  by: string;
  first: CivilDate;
  last: CivilDate;
}

/** Which buildings are a user's own, and who stands in for them. */
export class Portfolios {
  constructor(private readonly file: UsersFile) {}

  buildings(person: string): string[] {
    return this.file
      .all<{ building: string }>('SELECT building FROM building WHERE person = ? ORDER BY building', person)
      .map(({ building }) => building);
  }

  setBuildings(person: string, buildings: readonly string[]): void {
    this.mustBeThere(person);
    this.file.together(() => {
      this.file.run('DELETE FROM building WHERE person = ?', person);
      for (const building of buildings) this.file.run('INSERT INTO building (person, building) VALUES (?, ?)', person, building);
    });
  }

  standIn(person: string): StandIn | undefined {
    return this.file.get<StandIn>('SELECT by, first, last FROM stand_in WHERE person = ?', person);
  }

  /** For whom somebody stands in on a day, with the buildings of each. */
  standsInFor(by: string, on: CivilDate): { person: string; buildings: string[] }[] {
    return this.file
      .all<{ person: string }>('SELECT person FROM stand_in WHERE by = ? AND first <= ? AND last >= ?', by, on, on)
      .map(({ person }) => ({ person, buildings: this.buildings(person) }));
  }

  /** Names who stands in, or nobody. It is a colleague of the same party and municipality. Throws AccessRefused: USER_UNKNOWN. */
  setStandIn(person: string, standIn: StandIn | undefined): void {
    this.mustBeThere(person);
    this.file.together(() => {
      if (standIn && (standIn.by === person || !this.areColleagues(person, standIn.by))) throw new AccessRefused('USER_UNKNOWN');
      this.file.run('DELETE FROM stand_in WHERE person = ?', person);
      if (standIn)
        this.file.run(
          'INSERT INTO stand_in (person, by, first, last) VALUES (?, ?, ?, ?)',
          person,
          standIn.by,
          standIn.first,
          standIn.last,
        );
      noteChange(this.file, 'stand_in', person, person, standIn ?? {});
    });
  }

  private areColleagues(a: string, b: string): boolean {
    const sql = `SELECT 1 FROM person a JOIN person b ON a.party IS b.party AND a.municipality IS b.municipality
                 WHERE a.id = ? AND b.id = ? AND b.removed IS NULL`;
    return this.file.get(sql, a, b) !== undefined;
  }

  private mustBeThere(person: string): void {
    if (!this.file.get('SELECT 1 FROM person WHERE id = ?', person)) throw new AccessRefused('USER_UNKNOWN');
  }
}
