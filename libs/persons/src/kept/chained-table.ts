import { canonical } from '@relet/event-store';
import type { Database, Statements } from '@relet/platform';
import { asLines, brokenIn, lineIn, Together, type Chain, type Entries, type Head, type Line } from './chain.js';

/** Lines that are read at once. */
const PAGE = 1_000;

/** The tables of a chain: its lines as they were hashed, and where it has come to, so that an end that was cut off is noticed. */
export const chainTables = (schema: string, name: string): string => `
  CREATE TABLE ${schema}.${name} (n bigint PRIMARY KEY, part text COLLATE "C" NOT NULL, name text COLLATE "C" UNIQUE, line text NOT NULL);
  CREATE INDEX ${name}_by_part ON ${schema}.${name} (part, n);
  CREATE TABLE ${schema}.${name}_head (one boolean PRIMARY KEY DEFAULT true CHECK (one), n bigint NOT NULL, part text NOT NULL, hash text NOT NULL);
  INSERT INTO ${schema}.${name}_head (n, part, hash) VALUES (0, '', repeat('0', 64));`;

/** A chain that several processes add to: whoever has the row of its head goes on from there, the others wait. Callers at the same time share one transaction. */
export class ChainedTable<T extends object> implements Chain<T> {
  private readonly together = new Together<T, Line<T>>((entries) => this.write(entries));
  private readonly which = new Together<string, Line<T> | undefined>(async (names) => {
    const known = await this.knownBy(this.database, names);
    return names.map((name) => known.get(name));
  });
  private readonly table: string;

  constructor(
    private readonly database: Database,
    name: string,
    private readonly entries: Entries<T> = {},
  ) {
    this.table = `${database.schema}.${name}`;
  }

  async head(): Promise<Head> {
    const [head] = await this.database.ask<Head>(`SELECT n, hash FROM ${this.table}_head`);
    return head as Head;
  }

  append(entry: T): Promise<Line<T>> {
    return this.together.add(entry);
  }

  /** Takes over the lines of another chain as they are, behind those that it has of it already. What does not follow is left out: compare both heads afterwards. */
  async takeOver(lines: AsyncIterable<Line<T>>): Promise<void> {
    let page: Line<T>[] = [];
    for await (const line of lines) {
      page.push(line);
      if (page.length < PAGE) continue;
      await this.takePage(page);
      page = [];
    }
    await this.takePage(page);
  }

  named(name: string): Promise<Line<T> | undefined> {
    return this.which.add(name);
  }

  /** From each part to the next one, so that no line is looked at for it. */
  async parts(): Promise<string[]> {
    const asked = `WITH RECURSIVE each AS (SELECT min(part) AS part FROM ${this.table} UNION ALL
      SELECT (SELECT min(part) FROM ${this.table} WHERE part > each.part) FROM each WHERE each.part IS NOT NULL)
      SELECT part FROM each WHERE part IS NOT NULL`;
    return (await this.database.ask<{ part: string }>(asked)).map(({ part }) => part);
  }

  async *lines(part?: string): AsyncGenerator<Line<T>> {
    for await (const text of this.texts(part)) {
      const line = lineIn<T>(text);
      if (line) yield line;
    }
  }

  async brokenAt(): Promise<number | undefined> {
    const { n } = await this.head();
    return brokenIn(endedAfter(this.texts(), n), n);
  }

  close(): Promise<void> {
    return this.together.done();
  }

  private async *texts(part?: string): AsyncGenerator<string> {
    const asked = `SELECT n, line FROM ${this.table} WHERE n > $1 ${part === undefined ? '' : 'AND part = $2'} ORDER BY n LIMIT ${PAGE}`;
    for (let after = -1, more = true; more;) {
      const page = await this.database.ask<{ n: number; line: string }>(asked, part === undefined ? [after] : [after, part]);
      for (const { line } of page) yield line;
      after = page.at(-1)?.n ?? after;
      more = page.length === PAGE;
    }
  }

  private async knownBy({ ask }: Pick<Statements, 'ask'>, names: readonly string[]): Promise<Map<string, Line<T>>> {
    const there = await ask<{ name: string; line: string }>(`SELECT name, line FROM ${this.table} WHERE name = ANY ($1)`, [names]);
    return new Map(
      there.flatMap(({ name, line }) => {
        const read = lineIn<T>(line);
        return read ? [[name, read] as const] : [];
      }),
    );
  }

  private write(entries: T[]): Promise<Line<T>[]> {
    const { nameOf } = this.entries;
    return this.database.inTransaction(async ({ ask, change }) => {
      const [head] = await ask<Head & { part: string }>(`SELECT n, hash, part FROM ${this.table}_head FOR UPDATE`);
      const { part: latest, ...after } = head as Head & { part: string };
      const names = entries.map((entry) => nameOf?.(entry)).filter((name) => name !== undefined);
      const known = names.length ? await this.knownBy({ ask }, names) : new Map<string, Line<T>>();
      const { lines, added } = asLines(entries, after, nameOf, (name) => known.get(name));
      if (added.length) await this.keep({ change }, added, latest);
      return lines;
    });
  }

  private async keep({ change }: Pick<Statements, 'change'>, added: readonly Line<T>[], latest: string): Promise<void> {
    const { nameOf, partOf } = this.entries;
    let at = latest;
    // A clock that is set back leaves the part that is written to as it is.
    const parts = added.map((line) => (at = [at, partOf?.(line) ?? ''].sort().at(-1) as string));
    await change(`INSERT INTO ${this.table} (n, part, name, line) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])`, [
      added.map(({ n }) => n),
      parts,
      added.map((line) => nameOf?.(line) ?? null),
      added.map((line) => canonical(line)),
    ]);
    const { n, hash } = added.at(-1) as Line<T>;
    await change(`UPDATE ${this.table}_head SET n = $1, hash = $2, part = $3`, [n, hash, at]);
  }

  private takePage(page: readonly Line<T>[]): Promise<void> {
    return this.database.inTransaction(async ({ ask, change }) => {
      const [head] = await ask<Head & { part: string }>(`SELECT n, hash, part FROM ${this.table}_head FOR UPDATE`);
      const { n, hash, part } = head as Head & { part: string };
      const news = page.filter((line) => line.n > n);
      if (news.length && news[0]?.prev === hash) await this.keep({ change }, news, part);
    });
  }
}

/** Lines, and behind them one that is none where there are fewer than there should be. */
async function* endedAfter(texts: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  let seen = 0;
  for await (const text of texts) {
    seen += 1;
    yield text;
  }
  if (seen < count) yield '';
}
