import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedPostgres } from '@relet/platform/testing';
import { monthsIn } from '../access-log/access-log.js';
import { ENGINES, newFolder, newSetting, tablesIn, type Engine } from '../places.spec-support.js';
import type { Chain, Entries, Line } from './chain.js';
import { ChainedFile } from './chained-file.js';
import { ChainedTable, chainTables } from './chained-table.js';

interface Entry {
  said: string;
  month?: string;
  once?: string;
}
const ENTRIES: Entries<Entry> = { partOf: ({ month = '2026-06' }) => month, nameOf: ({ once }) => once };
const LAYOUT = { variable: 'RELET_TEST', kind: 'test', schema: 'test', steps: [(schema: string) => chainTables(schema, 'said')] };

/** A chain that can be opened again, and meddled with behind its back. */
interface Place {
  open(): Promise<Chain<Entry>>;
  /** What stands in the place of a line; nothing when it is taken out. */
  meddle(n: number, text?: string): Promise<void>;
}

const PLACES: Record<Engine, () => Promise<Place>> = {
  files: async () => {
    const folder = newFolder();
    const meddle = (n: number, text?: string) => {
      for (const file of readdirSync(folder).map((name) => join(folder, name))) {
        const lines = readFileSync(file, 'utf8').split('\n');
        const at = lines.findIndex((line) => line.includes(`"n":${n},`));
        if (at < 0) continue;
        lines.splice(at, 1, ...(text === undefined ? [] : [text]));
        writeFileSync(file, lines.join('\n'));
      }
    };
    return { open: () => ChainedFile.open(monthsIn(folder), ENTRIES), meddle: async (...given) => meddle(...given) };
  },
  PostgreSQL: async () => {
    const setting = await newSetting();
    const meddle = async (n: number, text?: string) => {
      const act = text === undefined ? `DELETE FROM said WHERE n = ${n}` : `UPDATE said SET line = '${text}' WHERE n = ${n}`;
      await (await sharedPostgres()).ask(act, setting);
    };
    return { open: async () => new ChainedTable(await tablesIn(setting, LAYOUT), 'said', ENTRIES), meddle };
  },
};

async function all(chain: Chain<Entry>, part?: string): Promise<Line<Entry>[]> {
  const lines: Line<Entry>[] = [];
  for await (const line of chain.lines(part)) lines.push(line);
  return lines;
}
const numbers = (lines: readonly { n: number }[]) => lines.map(({ n }) => n);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe.each(ENGINES)('a chain in %s', (engine) => {
  let place: Place;
  let chain: Chain<Entry>;
  beforeEach(async () => {
    place = await PLACES[engine]();
    chain = await place.open();
  });
  afterEach(() => chain.close());

  test('begins with nothing, and holds', async () => {
    expect([await chain.head(), await chain.parts(), await all(chain), await chain.brokenAt()]).toEqual([
      { n: 0, hash: '0'.repeat(64) },
      [],
      [],
      undefined,
    ]);
  });

  test('takes callers at the same time one behind the other, and what it answers is what lies there', async () => {
    const answered = await Promise.all(upTo(100).map((n) => chain.append({ said: `word ${n}` })));
    expect(numbers(answered)).toEqual(upTo(100));
    expect(await all(chain)).toEqual(answered);
    const { n, hash } = answered.at(-1) as Line<Entry>;
    expect([await chain.head(), await chain.brokenAt()]).toEqual([{ n, hash }, undefined]);
  });

  test('goes on behind its end when it is opened again', async () => {
    const first = await chain.append({ said: 'one' });
    await chain.close();
    chain = await place.open();
    expect(await chain.append({ said: 'two' })).toMatchObject({ n: 2, prev: first.hash });
    expect(await chain.brokenAt()).toBeUndefined();
  });

  test('has what has a name once, also when many say it at the same time, and after it was opened again', async () => {
    const said = await Promise.all(upTo(20).map((n) => chain.append({ said: String(n), once: n % 2 ? 'odd' : 'even' })));
    expect(new Set(numbers(said))).toEqual(new Set([1, 2]));
    await chain.close();
    chain = await place.open();
    expect(await chain.append({ said: 'late', once: 'odd' })).toEqual(said[0]);
    expect([await chain.named('odd'), await chain.named('even'), await chain.named('none')]).toEqual([said[0], said[1], undefined]);
    expect([numbers(await all(chain)), (await chain.append({ said: 'without a name' })).n]).toEqual([[1, 2], 3]);
  });

  test('goes on from part to part, and never back to an earlier one', async () => {
    for (const month of ['2026-05', '2026-07', '2026-06', '2026-08']) await chain.append({ said: month, month });
    expect(await chain.parts()).toEqual(['2026-05', '2026-07', '2026-08']);
    expect((await all(chain, '2026-07')).map(({ said }) => said)).toEqual(['2026-07', '2026-06']);
    expect([numbers(await all(chain)), await chain.brokenAt()]).toEqual([[1, 2, 3, 4], undefined]);
  });

  test.each<[string, (lines: string[]) => string | undefined, number]>([
    ['was changed', (lines) => (lines[1] as string).replace('word 2', 'word 9'), 2],
    ['was taken out', () => undefined, 2],
    ['stands in the place of another', (lines) => lines[2], 2],
    ['is none', () => 'not a line', 2],
  ])('finds the first line that %s by its number', async (_, text, at) => {
    for (const n of upTo(4)) await chain.append({ said: `word ${n}` });
    const lines = (await all(chain)).map((line) => JSON.stringify(line));
    await place.meddle(2, text(lines));
    expect(await chain.brokenAt()).toBe(at);
    expect((await all(chain)).length).toBeGreaterThanOrEqual(3);
  });
});

(ENGINES.includes('PostgreSQL') ? describe : describe.skip)('a chain that several processes add to', () => {
  test('is never forked, and a name is there once in all of them', async () => {
    const place = await PLACES.PostgreSQL();
    const chains = [await place.open(), await place.open(), await place.open()];
    const said = upTo(60).map((n) => (chains[n % 3] as Chain<Entry>).append({ said: String(n), ...(n % 10 === 0 && { once: 'ten' }) }));
    const answered = numbers(await Promise.all(said));
    const [chain] = chains as [Chain<Entry>];
    expect([numbers(await all(chain)), await chain.brokenAt()]).toEqual([upTo(55), undefined]);
    expect(new Set(answered)).toEqual(new Set(upTo(55)));
  });

  test('notices that its end was cut off', async () => {
    const place = await PLACES.PostgreSQL();
    const chain = await place.open();
    for (const n of upTo(3)) await chain.append({ said: String(n) });
    await place.meddle(3);
    expect(await chain.brokenAt()).toBe(3);
    await chain.append({ said: 'after it' });
    expect(await chain.brokenAt()).toBe(3);
  });
});
