import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { relet as run } from '../acceptance/relet.js';
import { newStore } from '../operations/processes.js';
import { serve } from './server.js';

const store = newStore();
const relet = (...words: string[]) => run(...words, '--store', store, '--lang', 'da');
const inEnglish = (...words: string[]) => run(...words, '--store', store, '--lang', 'en');
const sheet = join(dirname(store), 'ark.csv');
const PERIOD = ['--from', '1.10.2026', '--to', '26.11.2026'];

beforeAll(async () => {
  writeFileSync(
    sheet,
    'Bolig;Plejecenter;Boligtype;Husleje;Opsagt;Fraflyttet;Årsag;Nøgler\neksempel.1;Solgården;plejebolig;6.250;01-10-2026;20-10-2026;opsigelse;25-10-2026\n',
  );
  await relet('import', sheet, '--yes', '--since', '1.1.2020', '--clock', 'manual', '--now', '26.11.2026');
});

describe('what people read in Danish', () => {
  test('is facts in words, with days and moments as in Denmark, in every view of a history', async () => {
    const views = [['history'], ['replay'], ['state'], ['replay', '--known-at', '26.11.2026']];
    const said: string[] = [];
    for (const [view = '', ...rest] of views) said.push((await relet(view, 'eksempel.1', ...rest)).out);
    const difference = await relet('difference', '--as-of', '1.10.2026', '--then-as-of', '26.11.2026');
    for (const text of [...said, difference.out]) {
      expect(text).not.toMatch(/\d{4}-\d\d-\d\d|\b(true|false|null|rentOere|liableUntil|notice|vacated|stage)\b|[{}"]/);
      expect(text).toMatch(/\d\d\.\d\d\.\d{4}/);
    }
    expect(said[0]).toMatch(/20\.10\.2026 +26\.11\.2026 kl\. \d\d\.\d\d +fraflytning +import-administrator +gælder +årsag opsigelse/);
    expect(said[1]).toContain('   lejemål / fraflyttet på grund af: - → opsigelse');
    expect(said[2]).toContain('   husleje: 6.250,00\n   står nu: fraflytningssyn');
    expect(difference.out).toContain('   tom fra: - → 20.10.2026');
  });

  test('has one shape of a day on the board, in figures, at the meeting and of an import', async () => {
    for (const words of [
      ['board'],
      ['vacancy', ...PERIOD],
      ['meeting', '--since', '1.11.2026'],
      ['deadlines'],
      ['import', sheet, '--dry-run'],
    ])
      expect([words, (await relet(...words)).out]).toEqual([words, expect.not.stringMatching(/\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4}/)]);
    expect((await inEnglish('board')).out).toMatch(/inspection +2026-10-25 /);
  });

  test('compares a sheet with the log in words and kroner, and as JSON in codes', async () => {
    writeFileSync(
      join(dirname(store), 'andet.csv'),
      'Bolig;Husleje;Opsagt;Fraflyttet;Årsag;Nøgler\neksempel.1;7.000;01-10-2026;20-10-2026;flytning;25-10-2026\n',
    );
    const { out } = await relet('import', join(dirname(store), 'andet.csv'), '--dry-run');
    expect(out).toContain('Loggen siger 6.250,00. Arket siger 7.000,00.');
    expect(out).toContain('Loggen siger opsigelse. Arket siger flytning.');
    const { changed } = JSON.parse((await relet('import', join(dirname(store), 'andet.csv'), '--dry-run', '--json')).out) as {
      changed: object[];
    };
    expect(changed).toMatchObject([
      { log: '6250.00', sheet: '7000.00' },
      { log: 'notice', sheet: 'transfer' },
    ]);
  });

  test('says which day a warning is about, in words and in its details', async () => {
    const planned = await relet('order', 'PlanInspection', 'eksempel.1', 'aftalt dag=29.11.2026', '--json');
    expect(JSON.parse(planned.out)).toMatchObject({
      warnings: [
        { code: 'W_NOT_WORKDAY', message: expect.stringMatching(/29\.11\.2026.*\(syn aftalt\)/) as string, details: { on: '2026-11-29' } },
      ],
    });
  });

  test('has no hole where the next steps name an offer, and names the step that has to come first', async () => {
    const { out } = await relet('next', 'eksempel.1', '--effective', '25.11.2026');
    expect(out).not.toMatch(/Boligtilbuddet {2}/);
    expect(out).toMatch(/WRONG_STATE .*Registrer .*først/);
  });
});

describe('what people type', () => {
  test('are the Danish names of commands, fields, codes and days', async () => {
    const order = ['order', 'Fraflytningssyn', 'eksempel.1', 'dag=26. oktober 2026', 'omfang=større'];
    expect(await relet(...order, '--dry-run')).toMatchObject({ exit: 0, out: 'Ville blive registreret: fraflytningssyn 26.10.2026.\n' });
    const tried = await relet('order', 'husleje', 'eksempel.1', 'dag=1/11-2026', 'husleje=6.500,50', '--dry-run', '--json');
    expect(JSON.parse(tried.out)).toMatchObject({ events: [{ effective: '2026-11-01', payload: { rentOere: 650_050 } }] });
    const figures = JSON.parse(
      (await relet('vacancy', ...PERIOD, '--kind', 'Plejebolig', '--group-by', 'plejecenter,måned', '--json')).out,
    ) as { groups: { key: string[] }[] };
    expect(figures).toMatchObject({ from: '2026-10-01', to: '2026-11-26', groupBy: 'building,month' });
  });

  test.each<[string[], string]>([
    [['order', 'klarmel', 'eksempel.1'], 'Mente du DeclareReady (klarmelding)?'],
    [
      ['order', 'syn', 'eksempel.1', 'omfang=normall'],
      'omfang skal være en af none (ingen), standard (normal), major (større). Mente du normal?',
    ],
    [['tavle'], 'Mente du board?'],
    [['vacancy', ...PERIOD, '--group-by', 'bulding'], 'Mente du building?'],
    [['vacancy', ...PERIOD, '--building', 'Solgarden'], 'Mente du Solgården?'],
    [['board', '--building', 'Solgarden'], 'Mente du Solgården?'],
    [['board', '--sort', 'emptyDayss'], 'Mente du emptyDays?'],
    [['vacancy', ...PERIOD, '--csv', '--json'], '--csv skal have en værdi.'],
    [['vacancy', '--from', '31.2.2026', '--to', '26.11.2026'], 'DAY_UNREADABLE: --from: Det er ikke en dag.'],
    [['import', sheet, '--since', '1.11.26'], 'DAY_UNREADABLE: --since: Årstallet mangler'],
  ])('`relet %s` is answered with what was probably meant, or with what is missing', async (words, says) => {
    const { exit, talk } = await relet(...words);
    expect([exit, talk]).toEqual([2, expect.stringContaining(says)]);
  });

  test('is answered over HTTP with what was probably meant, too', async () => {
    const server = await serve();
    const unit = { effective: '2026-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgården', rentOere: 1 };
    await server.post('/v1/units/eksempel.1', unit, { 'relet-now': '2026-11-26' });
    const danish = { 'accept-language': 'da' };
    const detail = async (path: string) => ((await server.get(path, danish)).body as { errors?: { detail: string }[] }).errors?.[0]?.detail;
    expect(await detail(`/v1/board?building=Solgarden&after=${server.position}`)).toContain('Mente du Solgården?');
    expect(await detail('/v1/board?sort=emptyDay')).toContain('Mente du emptyDays?');
    expect(await detail('/v1/board?bulding=x')).toBe('Feltet kendes ikke. Mente du building?');
    expect(await detail('/v1/vacancy?from=2026-01-01&to=2026-02-01&groupBy=bulding')).toContain('Mente du building?');
    await server.stop();
  });
});

test('what a line of an event file cannot hold is told in Danish', async () => {
  const file = join(dirname(store), 'linjer.ndjson');
  writeFileSync(file, '{"command":"SetRent","unit":"eksempel.1","effective":"2026-11-01","rentOere":100,"row":1.5}\n');
  expect((await relet('import', file, '--dry-run')).out).toContain('MALFORMED En værdi kan ikke gemmes, som den er.');
});

test('every header that a file comes with stands in the document', async () => {
  const server = await serve();
  const unit = { effective: '2026-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgården', rentOere: 1 };
  await server.post('/v1/units/eksempel.1', unit, { 'relet-now': '2026-11-26' });
  const path = '/v1/vacancy';
  const { headers } = await server.get(`${path}?from=2026-01-01&to=2026-02-01&csv=da&after=${server.position}`);
  const served = [...headers.keys()].filter((name) => /^relet-|^repr-digest/.test(name));
  const document = (await server.get('/openapi.json')).body as unknown as {
    paths: Record<string, { get: { responses: Record<string, { headers: object }> } }>;
  };
  const told = Object.keys(document.paths[path]?.get.responses['200']?.headers ?? {}).map((name) => name.toLowerCase());
  expect(served).toContain('repr-digest');
  expect(served.filter((name) => !told.includes(name))).toEqual([]);
  await server.stop();
});

describe('as JSON every command answers one document', () => {
  test.each<[string[], number, object]>([
    [['init'], 3, { code: 'STORE_EXISTS', made: false }],
    [['order'], 2, { code: 'USAGE' }],
    [['order', '--help'], 0, { help: expect.stringContaining('relet order') as string }],
    [['--version'], 0, { version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string }],
    [['vacancy', ...PERIOD, '--csv', 'da'], 2, { code: 'USAGE' }],
    [['history', 'eksempel.99'], 4, { code: 'UNIT_UNKNOWN' }],
  ])('`relet %s --json`', async (words, exit, document) => {
    const answer = await (words[0] === '--version' ? run('--version', '--json') : relet(...words, '--json'));
    expect([answer.exit, JSON.parse(answer.out)]).toEqual([exit, expect.objectContaining(document)]);
  });
});

test('an import is nobody’s command: there is nothing of it to undo', async () => {
  expect(await relet('undo', 'eksempel.1', '--yes')).toMatchObject({ exit: 4, talk: expect.stringContaining('EVENT_UNKNOWN') as string });
});

test('the demo finds its portfolio wherever it is started from, keeps to its own store, and says so where RELET_STORE names another', () => {
  const cwd = dirname(newStore());
  const env = { ...process.env, NODE_OPTIONS: '', RELET_STORE: join(cwd, 'egen.db') };
  const argv = [resolve('dist/program/relet.js'), 'demo', '--once', '--port', '0', '--lang', 'da'];
  const { stderr, status } = spawnSync(process.execPath, argv, { cwd, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, expect.stringContaining('Demoen bruger sit eget lager, data/demo.db. RELET_STORE peger på')]);
  expect([existsSync(join(cwd, 'data/demo.db')), existsSync(join(cwd, 'egen.db'))]).toEqual([true, false]);
}, 60_000);
