import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newStore } from '../operations/processes.js';
import { relet } from './relet.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-'));
const store = join(folder, 'edges.db');
const here = ['--store', store];
const ANNA = '11111111-2222-4333-8444-555555555555';

/** Commands as in the case of a board that showed today for every day: all of them recorded today. */
beforeAll(async () => {
  const home = ['kind=care_home', 'municipality=eksempel', 'building=A', 'rentOere=600000'];
  const orders = [
    ['RegisterUnit', 'Eksempel.P-1', 'effective=2026-01-01', 'occupiedSince=2026-01-01', ...home],
    ['RecordVacated', 'eksempel.p-1', 'effective=2026-03-01', 'reason=transfer'],
    ['ReturnKeys', 'eksempel.p-1', 'effective=2026-03-05'],
    ['RegisterUnit', 'eksempel.2', 'effective=2026-06-01', ...home],
    ['ApproveCitizen', ANNA, 'effective=2026-03-01', 'list=general', 'elderly=true'],
    ['AgreePolicy', 'eksempel', 'effective=2026-01-01', 'answerDays=5', '--as', 'eksempel'],
  ];
  for (const order of orders) expect(await relet('order', ...order, ...here)).toMatchObject({ exit: 0 });
});

const board = async (...options: string[]) => (await relet('board', ...options, ...here)).out.trim().split('\n').slice(1);

test('the board of a past day shows that day, and of a past knowledge what was known', async () => {
  expect(await board('--as-of', '2026-02-01', '--active')).toEqual([]);
  expect(await board('--as-of', '2026-03-02', '--active')).toEqual([expect.stringMatching(/^eksempel\.p-1 +A +clearing/)]);
  expect(await board('--known-at', '2020-01-01', '--active')).toEqual([]);
  expect(await board('--active')).toHaveLength(2);
});

test('what the command line is asked wrongly ends with 2, and says what is wrong', async () => {
  const period = ['vacancy', '--from', '2026-01-01', '--to', '2026-06-30'];
  const wrong: [RegExp, ...string[]][] = [
    [/--as-of is given more than once/, 'board', '--as-of', '2026-01-01', '--as-of', '2026-01-02'],
    [/--active is given more than once/, 'board', '--active', '--active'],
    [/--building/, ...period, '--building', 'B'],
    [/--municipality/, ...period, '--municipality', 'nordby'],
    [/--kind/, ...period, '--kind', 'private_rental'],
    [/--unit/, ...period, '--unit', 'eksempel.9'],
    [/--building/, 'board', '--building', 'B'],
    [/--explain/, ...period, '--explain', '--csv', 'da'],
    [/--known-at/, 'board', '--known-at', '2026-02-30'],
    [/--known-at/, 'state', 'eksempel.2', '--known-at', '2026-02-30T10:00:00Z'],
    [/--as-of/, 'portfolio', '--as-of', '2026-13-01'],
    [/DAY_UNREADABLE: --then-known-at/, 'difference', '--then-known-at', 'yesterday'],
    [/--key/, 'order', 'SetRent', 'eksempel.2', 'effective=2026-07-01', 'rentOere=1', '--key', 'cpr-010190-1234'],
    [
      /municipality, dot, number/,
      'order',
      'RegisterUnit',
      'eksempel.010190-1234',
      'effective=2026-07-01',
      'kind=care_home',
      'municipality=eksempel',
      'building=A',
      'rentOere=1',
    ],
  ];
  for (const [says, ...argv] of wrong) {
    const { exit, talk, out } = await relet(...argv, ...here);
    expect([argv.join(' '), exit, `${talk}${out}`]).toEqual([argv.join(' '), 2, expect.stringMatching(says)]);
  }
});

test('a period that reaches beyond the report date is said to', async () => {
  const { talk } = await relet('vacancy', '--from', '2026-01-01', '--to', '2026-12-31', '--as-of', '2026-06-30', ...here);
  expect(talk).toContain('The period reaches beyond 2026-06-30');
});

test('an answer about a day to come is said to be one, and how it will stand if nothing more happens', async () => {
  const period = ['--from', '2026-01-01', '--to', '2099-12-30'];
  for (const asked of [
    ['board'],
    ['board', '--waiting'],
    ['deadlines'],
    ['state', 'eksempel.2'],
    ['portfolio'],
    ['difference'],
    ['vacancy', ...period],
    ['export', 'vacancies', ...period],
  ]) {
    const { talk } = await relet(...asked, '--as-of', '2099-12-31', '--lang', 'da', ...here);
    expect([asked.join(' '), talk]).toEqual([asked.join(' '), expect.stringContaining('31.12.2099 ligger efter i dag')]);
  }
  expect((await relet('board', ...here)).talk).not.toContain('ligger efter i dag');
});

describe('what is wrong with an option is said of the option, not of a field that HTTP has', () => {
  const PERIOD = ['--from', '2026-01-01', '--to', '2026-06-30'];
  const sheet = join(folder, 'sheet.csv');
  writeFileSync(sheet, 'Bolig;Fraflyttet\neksempel.900;2026-01-02\n');
  test.each([
    ...['board', 'board --waiting', 'deadlines', 'state eksempel.2', 'portfolio', 'difference'].map((asked) => [asked, '--as-of']),
    ...['board', 'history eksempel.2', 'replay eksempel.2', 'state eksempel.2', 'difference'].map((asked) => [asked, '--known-at']),
    ...['--then-as-of', '--then-known-at'].map((option) => ['difference', option]),
    ...['vacancy', 'export vacancies'].map((asked) => [`${asked} ${PERIOD.join(' ')}`, '--as-of']),
    ['vacancy --to 2026-06-30', '--from'],
    [`vacancy ${PERIOD.join(' ')} --against 2026-01-01..2026-02-30`, '--against', ''],
    ['export phases --from 2026-01-01', '--to'],
    ['meeting', '--since'],
    ['reads', '--from'],
    ['next eksempel.2', '--effective'],
    [`import ${sheet} --dry-run`, '--since'],
    [`import ${sheet} --dry-run`, '--sheet', 'x'.repeat(101)],
    ['deadlines', '--within', '367'],
    ['board', '--older-than', '-1'],
    ['board', '--municipality', 'nowhere'],
    ['board', '--building', 'Nowhere'],
    ['board', '--sort', 'colour'],
    [`vacancy ${PERIOD.join(' ')}`, '--group-by', 'colour'],
    [`vacancy ${PERIOD.join(' ')}`, '--unit', 'x'],
    [`vacancy ${PERIOD.join(' ')}`, '--kind', 'castle'],
    ['reads', '--how', 'by_chance'],
    ['erase 11111111-2222-4333-8444-555555555555', '--ground', 'because'],
  ])('%s %s', async (asked, option, value = '2026-02-30') => {
    const argv = [...asked.split(' '), ...(value ? [option, value] : []), ...here];
    for (const language of ['da', 'en']) {
      const { exit, talk } = await relet(...argv, '--lang', language);
      expect([exit, talk]).toEqual([2, expect.stringMatching(new RegExp(`^ *${option}\\b|: ${option} `, 'm'))]);
      expect(talk).not.toMatch(new RegExp(`^ *\\/|^ *(?!${option})[a-z][A-Za-z]+ `, 'm'));
    }
    const { out } = await relet(...argv, '--json');
    expect(JSON.parse(out)).toMatchObject({ errors: [{ pointer: expect.stringMatching(/^\/[a-z]/), option }] });
  });
});

test('a citizen and a policy have a history too', async () => {
  expect((await relet('history', ANNA, ...here)).out).toContain('citizen approved');
  expect((await relet('replay', ANNA, ...here)).out).toContain('on the list: - → elderly yes, waiting list general, decided 2026-03-01');
  expect(JSON.parse((await relet('state', ANNA, '--as-of', '2026-03-01', '--json', ...here)).out)).toMatchObject({
    citizen: ANNA,
    state: { entry: { list: 'general' } },
  });
  expect((await relet('history', 'eksempel', ...here)).out).toContain('policy agreed');
  expect(JSON.parse((await relet('state', 'eksempel', '--json', ...here)).out)).toMatchObject({
    municipality: 'eksempel',
    state: { policy: { answerDays: 5 } },
  });
  expect(await relet('history', 'nordby', ...here)).toMatchObject({ exit: 4, talk: expect.stringContaining('MUNICIPALITY_UNKNOWN') });
  expect(await relet('history', ANNA.replace('1', '9'), ...here)).toMatchObject({ exit: 4 });
});

test('the answers of a history say how much of the log they show, as data and as talk', async () => {
  for (const id of ['eksempel.2', ANNA, 'eksempel']) {
    for (const read of ['history', 'state'])
      expect(JSON.parse((await relet(read, id, '--json', ...here)).out)).toMatchObject({
        position: expect.any(String),
        upToDate: true,
        age: 0,
      });
    expect((await relet('replay', id, '--json', '--lang', 'da', ...here)).talk).toMatch(/Loggen til og med position \d+\./);
    for (const read of ['history', 'replay', 'state'])
      expect(await relet(read, id, '--lang', 'da', ...here)).toMatchObject({
        exit: 0,
        talk: expect.stringMatching(/Loggen til og med position \d+\./),
      });
  }
  for (const read of [['verify'], ['next', 'eksempel.2']]) {
    expect(JSON.parse((await relet(...read, '--json', ...here)).out)).toMatchObject({
      position: expect.any(String),
      upToDate: true,
      age: 0,
    });
    const { talk } = await relet(...read, '--lang', 'da', ...here);
    expect([read, talk]).toEqual([read, expect.stringMatching(/Loggen til og med position \d+\./)]);
  }
});

/** Root may read any file: it acts as somebody else meanwhile. */
async function asAnother<T>(act: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('a name that no store can have is refused on a trial, too, and leaves nothing behind; a store that may not be read says so', async () => {
  const sheet = join(folder, 'one.csv');
  writeFileSync(sheet, 'Bolig;Fraflyttet\neksempel.1;01-03-2026\n');
  const inFolder = join(folder, 'a-folder');
  mkdirSync(inFolder);
  const names: [string, number, string][] = [
    ['', 2, 'SETTING_WRONG: RELET_STORE (--store): the name is empty.'],
    [' ', 2, 'the name is empty'],
    [':memory:', 2, 'what is kept in memory is lost'],
    [inFolder, 7, 'NOT_A_STORE'],
    [sheet, 7, 'NOT_A_STORE'],
  ];
  for (const [name, code, says] of names)
    for (const argv of [['init'], ['import', sheet, '--yes'], ['import', sheet, '--dry-run'], ['verify'], ['next', 'eksempel.1']]) {
      const { exit, talk } = await relet(...argv, '--store', name, '--lang', 'en');
      expect([name, argv[0], exit, talk]).toEqual([name, argv[0], code, expect.stringContaining(says)]);
    }
  const unreadable = join(folder, 'unreadable.db');
  await relet('init', '--store', unreadable);
  chmodSync(unreadable, 0);
  for (const argv of [['verify'], ['next', 'eksempel.1']])
    expect([argv, await asAnother(() => relet(...argv, '--store', unreadable, '--lang', 'en'))]).toEqual([
      argv,
      expect.objectContaining({ exit: 7, talk: expect.stringContaining('unreadable.db cannot be read: this user may not.') }),
    ]);
  const left = [...readdirSync(folder), ...readdirSync('.')].filter((each) => /^(?::memory|a-folder|one\.|\s|\.lock)/.test(each));
  expect(left.sort()).toEqual(['a-folder', 'one.csv']);
});

test('verify prints a head; one that was kept passes a longer log, and fails a shorter, a rewritten and another one', async () => {
  const heads = join(folder, 'heads.txt');
  const first = await relet('verify', '--heads', heads, ...here);
  expect([first.exit, first.out]).toEqual([0, expect.stringMatching(/^store [0-9a-f-]{36} {2}root [0-9a-f]{64}\n$/)]);
  expect(readFileSync(heads, 'utf8')).toMatch(
    /^citizen-\S+ 0 [0-9a-f]{64}\npolicy-eksempel 0 \S{64}\nstore-relet 0 \S{64}\nunit-eksempel\.2 0 \S{64}\n/,
  );
  const earlier = join(folder, 'earlier.db');
  expect((await relet('backup', earlier, ...here)).exit).toBe(0);
  expect((await relet('order', 'SetRent', 'eksempel.2', 'effective=2026-07-01', 'rentOere=1', ...here)).exit).toBe(0);
  const longer = await relet('verify', '--expect', heads, ...here);
  expect([longer.exit, longer.out === first.out]).toEqual([0, false]);
  const later = join(folder, 'later.txt');
  await relet('verify', '--heads', later, ...here);
  const shorter = await relet('verify', '--expect', later, '--store', earlier);
  expect([shorter.exit, shorter.out]).toEqual([6, expect.stringContaining('unit-eksempel.2 revision 1: not as it was')]);
  writeFileSync(
    later,
    readFileSync(later, 'utf8').replace(
      /(unit-eksempel\.p-1 2 )(.)/,
      (_, line: string, digit: string) => `${line}${digit === '0' ? '1' : '0'}`,
    ),
  );
  const rewritten = await relet('verify', '--expect', later, '--json', ...here);
  expect([rewritten.exit, JSON.parse(rewritten.out)]).toMatchObject([
    6,
    { ok: false, breaks: [], missing: [{ stream: 'unit-eksempel.p-1', revision: 2 }] },
  ]);
  const another = join(folder, 'another.db');
  await relet('init', '--store', another);
  const foreign = await relet('verify', '--expect', heads, '--store', another);
  expect([foreign.exit, foreign.talk]).toEqual([6, expect.stringContaining('they are probably those of another store')]);
  writeFileSync(later, 'no heads');
  expect((await relet('verify', '--expect', later, ...here)).exit).toBe(2);
});

test('every read of a home whose chain is broken says so', async () => {
  const edited = join(folder, 'edited.db');
  copyFileSync('test/cases/first-day/edited-log-board-silent.db', edited);
  const reads = [
    ['board'],
    ['board', '--as-of', '2026-03-10'],
    ['board', '--waiting'],
    ['deadlines'],
    ['meeting', '--since', '2026-11-01'],
    ['portfolio'],
  ];
  reads.push(
    ['vacancy', '--from', '2026-01-01', '--to', '2026-06-30'],
    ...['history', 'replay', 'state', 'next'].map((each) => [each, 'eksempel.101']),
  );
  for (const argv of reads) {
    const { talk } = await relet(...argv, '--store', edited);
    expect([argv.join(' '), talk]).toEqual([argv.join(' '), expect.stringContaining('The chain of hashes of unit-eksempel.101 is broken')]);
  }
});

test('an order that is not taken leaves no store behind at a mistyped path', async () => {
  const store = newStore();
  for (const words of [
    ['order', 'SetRent', 'eksempel.1', 'rentOere=600000'],
    ['order', 'RegisterUnit', 'eksempel.1', 'kind=care_home', 'municipality=eksempel', 'building=A', 'rentOere=600000', '--dry-run'],
    ['deadlines', 'run'],
  ]) {
    await relet(...words, '--store', store);
    expect([words, existsSync(store)]).toEqual([words, false]);
  }
  const home = ['kind=care_home', 'municipality=eksempel', 'building=A', 'rentOere=600000'];
  expect(await relet('order', 'RegisterUnit', 'eksempel.1', ...home, '--store', store)).toMatchObject({ exit: 0 });
  expect(existsSync(store)).toBe(true);
});

test('the help of orders as a whole is help', async () => {
  expect(await relet('order', '--help')).toMatchObject({ exit: 0, out: expect.stringContaining('--dry-run') });
});
