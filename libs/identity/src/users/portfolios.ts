import { AccessRefused, type Statements } from '@relet/platform';
import type { CivilDate } from '@relet/domain';
import { noteChange } from './changes.js';
import type { UsersRows } from './users-rows.js';

/** Who stands in for a user, from a day to a day, both inclusive. */
export interface StandIn {
  by: string;
  first: CivilDate;
  last: CivilDate;
}

/** Which buildings are a user's own, and who stands in for them. */
export class Portfolios {
  constructor(private readonly rows: UsersRows) {}

  async buildings(person: string): Promise<string[]> {
    const asked = 'SELECT building FROM building WHERE person = $1 ORDER BY building';
    return (await this.rows.ask<{ building: string }>(asked, [person])).map(({ building }) => building);
  }

  async setBuildings(person: string, buildings: readonly string[]): Promise<void> {
    await this.mustBeThere(person);
    await this.rows.inTransaction(async ({ change }) => {
      await change('DELETE FROM building WHERE person = $1', [person]);
      for (const building of buildings) await change('INSERT INTO building (person, building) VALUES ($1, $2)', [person, building]);
    });
  }

  async standIn(person: string): Promise<StandIn | undefined> {
    return (await this.rows.ask<StandIn>('SELECT by, first, last FROM stand_in WHERE person = $1', [person]))[0];
  }

  /** For whom somebody stands in on a day, with the buildings of each. */
  async standsInFor(by: string, on: CivilDate): Promise<{ person: string; buildings: string[] }[]> {
    const asked = `SELECT s.person, b.building FROM stand_in s LEFT JOIN building b ON b.person = s.person
      WHERE s.by = $1 AND s.first <= $2 AND s.last >= $2 ORDER BY s.person, b.building`;
    const found = await this.rows.ask<{ person: string; building: string | null }>(asked, [by, on]);
    return [...Map.groupBy(found, ({ person }) => person)].map(([person, own]) => ({
      person,
      buildings: own.map(({ building }) => building).filter((building) => building !== null),
    }));
  }

  /** Names who stands in, or nobody. It is a colleague of the same party and municipality. Throws AccessRefused: USER_UNKNOWN. */
  async setStandIn(person: string, standIn: StandIn | undefined): Promise<void> {
    await this.mustBeThere(person);
    await this.rows.inTransaction(async (statements) => {
      if (standIn && (standIn.by === person || !(await areColleagues(statements, person, standIn.by))))
        throw new AccessRefused('USER_UNKNOWN');
      await statements.change('DELETE FROM stand_in WHERE person = $1', [person]);
      if (standIn)
        await statements.change('INSERT INTO stand_in (person, by, first, last) VALUES ($1, $2, $3, $4)', [
          ...[person, standIn.by, standIn.first, standIn.last],
        ]);
      await noteChange(statements, 'stand_in', person, person, standIn ?? {});
    });
  }

  private async mustBeThere(person: string): Promise<void> {
    if (!(await this.rows.ask('SELECT 1 FROM person WHERE id = $1', [person])).length) throw new AccessRefused('USER_UNKNOWN');
  }
}

async function areColleagues({ ask }: Statements, a: string, b: string): Promise<boolean> {
  const asked = `SELECT 1 FROM person a JOIN person b ON a.party IS NOT DISTINCT FROM b.party AND a.municipality IS NOT DISTINCT FROM b.municipality
    WHERE a.id = $1 AND b.id = $2 AND b.removed IS NULL`;
  return (await ask(asked, [a, b])).length > 0;
}
