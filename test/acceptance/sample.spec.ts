import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORDS } from '@relet/words';
import { relet } from './relet.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-sample-'));
const store = join(folder, 'sample.db');
const SAMPLE = 'test/samples/history.ndjson';

let imported: string;

beforeAll(async () => {
  const { exit, out } = await relet('import', SAMPLE, '--store', store, '--clock', 'manual', '--yes');
  expect([exit, out]).toEqual([0, expect.stringMatching(/ 0 bad\n[\d,]+ events written/)]);
  imported = out;
}, 240_000);

const figures = async (...options: string[]) => {
  const { exit, out } = await relet('vacancy', '--json', '--store', store, '--from', '2023-11-01', '--to', '2026-10-31', ...options);
  expect(exit).toBe(0);
  return JSON.parse(out) as { groups: unknown[]; asOf: string };
};

test.each(['unit', 'municipality', 'month'])('the live rows and the log as known now give the same figures, by %s', async (groupBy) => {
  const live = await figures('--group-by', groupBy);
  expect(live.groups.length).toBeGreaterThan(1);
  const { groups } = await figures('--group-by', groupBy, '--known-at', '2026-12-31', '--as-of', live.asOf);
  expect(groups).toEqual(live.groups);
});

test('the same event file as CSV gives the same events as NDJSON', async () => {
  const rows = readFileSync(SAMPLE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown) => {
    const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
    return /[;"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const file = join(folder, 'history.csv');
  writeFileSync(
    file,
    `\uFEFF${[columns.join(';'), ...rows.map((row) => columns.map((column) => cell(row[column])).join(';'))].join('\r\n')}\r\n`,
  );
  const { out } = await relet('import', file, '--store', `${file}.db`, '--clock', 'manual', '--yes');
  const count = WORDS.en.number(rows.length);
  expect(imported).toContain(`${count} commands: ${count} new and well`);
  expect(out).toBe(imported);
}, 240_000);

test('erasing a citizen who has left changes no figure', async () => {
  const before = await figures('--group-by', 'unit');
  const { out } = await relet('board', '--json', '--waiting', '--store', store, '--as', 'auditor');
  const waiting = new Set((JSON.parse(out) as { citizens: { citizen: string }[] }).citizens.map(({ citizen }) => citizen));
  const declined = readFileSync(SAMPLE, 'utf8')
    .split('\n')
    .flatMap((line) => /"RemoveFromList","citizen":"([^"]+)","municipality":"eksempel"/.exec(line)?.[1] ?? []);
  const gone = declined.find((citizen) => !waiting.has(citizen)) as string;
  const erased = await relet('order', 'EraseCitizenData', gone, `effective=${before.asOf}`, '--store', store, '--as', 'eksempel');
  expect(erased).toMatchObject({ exit: 0, out: expect.stringContaining('citizen erased') });
  expect((await figures('--group-by', 'unit')).groups).toEqual(before.groups);
});
