import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figuresOf, named, recordingDay, TIMELINES, type Ask, type Timeline } from './play.js';
import { relet } from './relet.js';

/** A timeline as an event file. Its citizens are approved first, and its last row sets the clock to the end of the year. */
function eventFile({ facts, policy }: Timeline): string {
  const first = facts.map(recordingDay).sort()[0] as string;
  const approvedInside = new Set(facts.filter(({ command }) => command === 'ApproveCitizen').map(({ citizen }) => citizen));
  const citizens = [...new Set(facts.flatMap(({ citizen }) => citizen ?? []))].filter((citizen) => !approvedInside.has(citizen));
  const rows = [
    ...(policy ? [{ command: 'AgreePolicy', municipality: 'eksempel', effective: '2015-01-01', recordedOn: first, ...policy }] : []),
    ...citizens.map((citizen) => ({
      command: 'ApproveCitizen',
      citizen,
      municipality: 'eksempel',
      effective: '2015-01-01',
      recordedOn: first,
      list: 'general',
      elderly: true,
    })),
    ...facts.map(({ refused: _, ...line }) => ({
      ...line,
      recordedOn: recordingDay(line),
      ...(line.command === 'ApproveCitizen' ? { municipality: 'eksempel' } : { unit: 'eksempel.1' }),
    })),
    { command: 'SetRent', unit: 'eksempel.1', effective: '2027-01-01', recordedOn: '2026-12-31', rentOere: 1 },
  ];
  const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'history.ndjson');
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

describe('the worked histories through the command line', () => {
  for (const [name, timeline] of Object.entries(TIMELINES)) {
    if (!timeline.facts) continue;
    test(`${name}: ${timeline.title}`, async () => {
      const file = eventFile(timeline);
      const store = `${file}.db`;
      const imported = await relet('import', file, '--store', store, '--clock', 'manual', '--set-aside', '--yes');
      const refused = timeline.facts.flatMap(({ refused: code }) => code ?? []);
      const decommissioned = timeline.facts.some(({ command }) => command === 'DecommissionUnit') ? ['DECOMMISSIONED'] : [];
      expect([...imported.out.matchAll(/^line \d+: ([A-Z_]+)/gm)].map(([, code]) => code)).toEqual([...refused, ...decommissioned]);
      expect(imported.exit).toBe(refused.length + decommissioned.length ? 3 : 0);
      const ask: Ask = async (query) => {
        const options = Object.entries(query).flatMap(([key, value]) => [
          `--${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
          value,
        ]);
        const { exit, out } = await relet('vacancy', '--json', '--store', store, ...options);
        expect(exit).toBe(0);
        return (JSON.parse(out) as { groups: never[] }).groups[0] ?? ({} as never);
      };
      const { knownAt = {}, guarantee: _, ...expected } = timeline.expect;
      expect(named(await figuresOf(ask, 'eksempel.1', expected), expected)).toEqual(expected);
      for (const [K, then] of Object.entries(knownAt)) expect(named(await figuresOf(ask, 'eksempel.1', then, K), then)).toEqual(then);
    });
  }
});

test('importing the same file twice changes nothing, its chain verifies, and an altered event is found', async () => {
  const file = eventFile(TIMELINES['T1'] as Timeline);
  const store = `${file}.db`;
  await relet('import', file, '--store', store, '--clock', 'manual', '--set-aside', '--yes');
  expect((await relet('import', file, '--store', store, '--clock', 'manual', '--set-aside', '--yes')).out).toContain('\n0 events written');
  expect((await relet('verify', '--store', store)).exit).toBe(0);
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(store);
  db.prepare("UPDATE event SET body = replace(body, '2026-03-21', '2026-03-22') WHERE body LIKE '%Vacated%'").run();
  db.close();
  const verified = await relet('verify', '--store', store);
  expect([verified.exit, verified.out]).toEqual([
    6,
    expect.stringMatching(/unit-eksempel\.1 revision \d+: its content is not that of its hash/),
  ]);
});

test('a correction in an event file may name citizens, offers and rows by their labels, like the other rows', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'corrected.ndjson');
  const home = { unit: 'eksempel.1', building: 'Solgaarden', kind: 'care_home', rentOere: 600000 };
  const rows = [
    { command: 'ApproveCitizen', citizen: 'c1', municipality: 'eksempel', effective: '2026-01-01', list: 'general', elderly: true },
    { command: 'RegisterUnit', ...home, effective: '2026-01-01' },
    { command: 'MakeOffer', unit: 'eksempel.1', effective: '2026-02-01', offer: 'o1', citizen: 'c1', respondBy: '2026-02-05', id: 'made' },
    { command: 'CorrectEvent', unit: 'eksempel.1', target: 'made', newPayload: { offer: 'o1', citizen: 'c1', respondBy: '2026-02-09' } },
    { command: 'AcceptOffer', unit: 'eksempel.1', effective: '2026-02-09', offer: 'o1' },
    { command: 'RetractEvent', unit: 'eksempel.1', target: 'made' },
  ].map((row) => ({ recordedOn: row.effective ?? '2026-02-09', ...(!('effective' in row) && { reason: 'typing_error' }), ...row }));
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const imported = await relet('import', file, '--store', `${file}.db`, '--clock', 'manual', '--yes');
  expect([...imported.out.matchAll(/^line (\d+): ([A-Z_]+)/gm)].map(([, line, code]) => `${line} ${code}`)).toEqual(['6 BREAKS_HISTORY']);
});

test.each([
  [
    'a malformed row is named by line and column, and nothing is written',
    '{"command":"RegisterDeath","unit":"eksempel.1","effective":"2026-02-30"}\n',
    3,
    'line 1, effective:',
  ],
  [
    'a name has no place in a file',
    '{"command":"ChangeList","citizen":"Anna Hansen","effective":"2026-01-01","list":"general"}\n',
    3,
    'line 1, citizen:',
  ],
  ['a file of another kind has not the columns', 'Navn;Fraflyttet\n101;27-04-2026\n', 2, 'COLUMN_MISSING: Bolig'],
])('%s', async (_, text, exit, says) => {
  const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'bad');
  writeFileSync(file, text);
  const result = await relet('import', file, '--store', `${file}.db`, '--yes');
  expect([result.exit, result.out + result.talk]).toEqual([exit, expect.stringContaining(says)]);
  expect(result.out + result.talk).not.toContain('Hansen');
  expect((await relet('verify', '--store', `${file}.db`)).exit).toBe(7);
});

test('an unknown home, a refusal and a wrong use each have their own exit code', async () => {
  const file = eventFile(TIMELINES['T4'] as Timeline);
  const store = `${file}.db`;
  await relet('import', file, '--store', store, '--clock', 'manual', '--set-aside', '--yes');
  expect((await relet('history', 'eksempel.none', '--store', store)).exit).toBe(4);
  expect((await relet('order', 'OrderWorks', 'eksempel.1', 'effective=2026-07-01', 'due=2026-07-09', '--store', store)).talk).toContain(
    'WRONG_STATE',
  );
  expect((await relet('order', 'ReturnKeys', 'eksempel.1', 'effective=2026-07-01', '--store', store, '--as', 'eksempel')).exit).toBe(5);
  expect((await relet('order', 'ReturnKeys', 'eksempel.1', 'effective=2026-07-01', '--store', store, '--as', 'auditor')).exit).toBe(5);
  expect((await relet('vacancy', '--store', store)).exit).toBe(2);
});
