import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingDay, TIMELINES, type Line, type Timeline } from './play.js';
import { relet } from './relet.js';

/** Imports rows in the order of recording into a new store, sets its clock to the end of the year, and answers the store's path. */
async function imported(rows: readonly (Record<string, unknown> & { recordedOn: string })[]): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'portfolio.ndjson');
  const inOrder = rows.map((row, n) => ({ row, n })).sort((a, b) => a.row.recordedOn.localeCompare(b.row.recordedOn) || a.n - b.n);
  const last = { command: 'AgreePolicy', municipality: 'eksempel', effective: '2027-01-01', recordedOn: '2026-12-31' };
  writeFileSync(file, [...inOrder.map(({ row }) => row), last].map((row) => `${JSON.stringify(row)}\n`).join(''));
  await relet('import', file, '--store', `${file}.db`, '--clock', 'manual', '--set-aside', '--yes');
  return `${file}.db`;
}

async function figures(store: string, ...options: string[]): Promise<Record<string, never>> {
  const { exit, out } = await relet('vacancy', '--json', '--store', store, ...options);
  expect(exit).toBe(0);
  return (JSON.parse(out) as { groups: Record<string, never>[] }).groups[0] as Record<string, never>;
}

test('T11 through the command line: the portfolio, now and as known on the last day of the quarter', async () => {
  const { units } = TIMELINES['T11'] as unknown as { units: string[] };
  const lines = units.flatMap((unit) =>
    (TIMELINES[unit] as Timeline).facts.map((line) => ({ unit: `eksempel.${unit.toLowerCase()}`, line })),
  );
  const citizens = [...new Set(lines.flatMap(({ line }) => line.citizen ?? []))];
  const onItsDay = (line: Line) => (line.command === 'CorrectEvent' ? '2026-07-11' : recordingDay(line));
  const store = await imported([
    ...citizens.map((citizen) => ({
      command: 'ApproveCitizen',
      citizen,
      municipality: 'eksempel',
      effective: '2015-01-01',
      recordedOn: '2015-01-01',
      list: 'general',
      elderly: true,
    })),
    ...lines.map(({ unit, line: { refused: _, ...line } }) => ({ ...line, unit, recordedOn: onItsDay(line) })),
  ]);
  const quarter = ['--from', '2026-04-01', '--to', '2026-06-30'];
  expect(await figures(store, ...quarter)).toMatchObject({
    vacancy: { emptyUnitDays: 167, availableUnitDays: 910 },
    lettings: {
      all: {
        lettings: 4,
        gross: { mean: { value: 16.5 }, median: { value: 19 }, p90: { value: 25.9 } },
        offersPerLetting: { exact: '3/2' },
      },
    },
    offers: { refusalRate: { exact: '1/5' }, noReplyRate: { exact: '1/6' } },
  });
  expect(await figures(store, ...quarter, '--known-at', '2026-06-30')).toMatchObject({
    vacancy: { emptyUnitDays: 163 },
    lettings: { all: { gross: { mean: { value: 15.5 }, median: { value: 17 }, p90: { value: 24.7 } } } },
  });
});

test('T12 through the command line: a new building of 78 homes', async () => {
  const units = Array.from({ length: 78 }, (_, n) => `eksempel.n${n}`);
  const movedIn = (n: number) => (n < 30 ? '2026-09-01' : n < 58 ? '2026-09-15' : '2026-10-01');
  const store = await imported([
    ...units.map((unit) => ({
      command: 'RegisterUnit',
      unit,
      effective: '2026-09-01',
      recordedOn: '2026-08-01',
      kind: 'care_home',
      building: 'Nybo',
      rentOere: 600000,
    })),
    ...units.map((unit, n) => ({ command: 'MoveIn', unit, effective: movedIn(n), recordedOn: movedIn(n), direct: true })),
  ]);
  expect(await figures(store, '--from', '2026-09-01', '--to', '2026-09-30')).toMatchObject({
    vacancy: { emptyUnitDays: 992, availableUnitDays: 2340 },
    lettings: { all: { gross: { n: 0, mean: null } } },
  });
  expect(await figures(store, '--from', '2026-08-01', '--to', '2026-08-31')).toMatchObject({ vacancy: { availableUnitDays: 0 } });
});
