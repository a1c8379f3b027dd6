import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { reletIn } from '../acceptance/relet.js';
import { newStore, serveApart, type ServerProcess } from '../operations/processes.js';

const store = newStore();
const DANISH = { LC_ALL: 'da_DK.UTF-8' };
const HOME = ['kind=care_home', 'municipality=eksempel', 'building=Solgaarden', 'rentOere=600000', 'occupiedSince=2020-01-01'];
const under = (env: Record<string, string>, ...words: string[]) => reletIn({ env }, ...words, '--store', store);
const danish = (...words: string[]) => under(DANISH, ...words);

let server: ServerProcess;
beforeAll(async () => {
  await under({}, 'init', '--clock', 'manual');
  server = await serveApart(store);
  for (const unit of ['eksempel.1', 'eksempel.2'])
    await under({}, 'order', 'RegisterUnit', unit, 'effective=2020-01-01', ...HOME, '--now', '2026-06-01');
}, 60_000);

test('the command line speaks the language of the machine, and the one that it is asked for', async () => {
  const meeting = ['meeting', '--since', '2026-05-01'];
  expect((await danish(...meeting)).out).toMatch(/^Ugemøde\./);
  expect((await under({}, ...meeting)).out).toMatch(/^Weekly meeting\./);
  expect((await under(DANISH, '--lang', 'en', ...meeting)).out).toMatch(/^Weekly meeting\./);
  expect((await danish(...meeting, '--lang', 'sv')).talk).toContain('--lang skal være en af da, en.');
}, 60_000);

describe.each(['through the running server', 'in the store itself'])('an order %s', (place) => {
  const unit = place === 'through the running server' ? 'eksempel.1' : 'eksempel.2';
  if (unit === 'eksempel.2') beforeAll(() => server.stop());

  test('says what was recorded and what comes next, what would be, and that nothing has changed', async () => {
    const notice = ['order', 'GiveNotice', unit, 'effective=2026-06-01', 'by=resident'];
    expect(await danish(...notice, '--dry-run')).toMatchObject({ exit: 0, out: 'Ville blive registreret: opsigelse 01.06.2026.\n' });
    expect((await danish(...notice)).out).toBe('Registreret: opsigelse 01.06.2026. Næste: fraflytning.\n');
    expect((await danish(...notice)).out).toBe('Intet ændret: det står der allerede. Næste: fraflytning.\n');
    const vacated = ['order', 'RecordVacated', unit, 'effective=2026-06-01', 'reason=notice'];
    expect((await under({}, ...vacated)).out).toBe('Recorded: vacated 2026-06-01. Next: return keys.\n');
  });

  test('without a day is of today by the clock of the store, and says so', async () => {
    const keys = await danish('order', 'ReturnKeys', unit, '--json');
    expect(JSON.parse(keys.out)).toMatchObject({ events: [{ type: 'KeysReturned', effective: '2026-06-01' }] });
    expect(keys.talk).toBe('Der er ikke angivet en dag, så det gælder i dag: 01.06.2026.\n');
  });

  test('that is refused says why and which step would help, and names what was probably meant', async () => {
    const works = await danish('order', 'CompleteWorks', unit, 'effective=2026-06-01');
    expect([works.exit, works.out]).toEqual([3, '']);
    expect(works.talk).toContain('Skridtet passer ikke til, hvor boligen er den 01.06.2026: fraflytningssyn.');
    expect(works.talk).toContain('Registrer fraflytningssynet først.');
    const behind = await danish('order', 'RecordClearance', unit, 'effective=2026-06-01', 'basis=certificate');
    expect(behind.talk).toContain('`relet next` siger, hvad der kan gøres med boligen nu.');
    const wrong = await danish('order', 'GiveNotice', unit, 'effective=2026-06-01', 'by=residnt', 'liableUntill=2026-07-01');
    expect(wrong.talk).toContain('Feltet "liableUntill" kendes ikke. Mente du liableUntil?');
    expect(wrong.talk).toContain('Mente du resident?');
  });

  test('takes a list as a,b', async () => {
    const events = JSON.parse((await danish('history', unit, '--json')).out) as { events: { id: string }[] };
    const targets = `targets=${events.events
      .slice(-2)
      .map(({ id }) => id)
      .join(',')}`;
    expect((await danish('order', 'RetractEvent', unit, targets, 'reason=typing_error')).out).toContain(
      'Registreret: annullering 01.06.2026; annullering 01.06.2026.',
    );
  });
});

test('citizens, policies and the keeping of deadlines are told in sentences, too', async () => {
  const citizen = '11111111-2222-4333-8444-555555555555';
  const approved = await danish('order', 'ApproveCitizen', citizen, 'list=general', 'elderly=true', '--as', 'eksempel');
  expect(approved.out).toBe('Registreret: godkendt til venteliste 01.06.2026.\n');
  expect((await danish('order', 'AgreePolicy', 'eksempel', 'answerDays=5')).out).toBe('Registreret: aftalt praksis 01.06.2026.\n');
  expect((await danish('deadlines', 'run')).out).toBe('Ingen boligtilbud udløber (01.06.2026).\n');
  expect((await danish('rebuild')).out).toMatch(/^Læsemodellerne er dannet på ny ud fra \d+ hændelser i 4 historikker\.\n$/);
  expect((await danish('repair')).out).toBe('Alt kan læses.\n');
  expect((await danish('history', 'eksempel.1')).out).toMatch(/^gælder fra +registreret +hændelse/);
  expect((await danish('doctor')).out).toContain('ok    kæde: ');
  const made = await reletIn({ env: DANISH }, 'init', '--store', newStore());
  expect(made.out).toMatch(/^Oprettet: lageret .+\nDet er et rigtigt lager/);
  const sheet = join(dirname(newStore()), 'ark.csv');
  writeFileSync(sheet, 'Bolig;Fraflyttet\neksempel.7;14-03-26\n');
  expect(await reletIn({ env: DANISH }, 'import', sheet, '--dry-run', '--store', newStore())).toMatchObject({
    exit: 3,
    out: expect.stringMatching(/^linje 2, Fraflyttet: DATE_WITHOUT_CENTURY Årstallet .*\n1 genudlejning af 0 boliger: .* 1 dårlig\n/s),
    talk: 'En prøve: intet er skrevet.\n',
  });
}, 120_000);

test.each<[string[], number, string, string]>([
  [['bord'], 2, 'COMMAND_UNKNOWN', 'Mente du board?'],
  [['board', '--as', 'nordbi'], 2, 'PRINCIPAL_UNKNOWN', 'Mente du nordby?'],
  [['board', '--activ'], 2, 'USAGE', 'Valget --activ findes ikke. Mente du --active?'],
  [['order', 'GivNotice', 'eksempel.1'], 2, 'ORDER_UNKNOWN', 'Mente du GiveNotice (opsigelse)?'],
  [['order', 'GiveNotice'], 2, 'USAGE', 'Det mangler, hvad kommandoen handler om'],
  [['meeting'], 2, 'USAGE', '--since skal angives.'],
  [['vacancy', '--form', '2026-01-01', '--to', '2026-02-01'], 2, 'USAGE', 'Mente du --from?'],
  [['vacancy', '--fro', '2026-01-01', '--to', '2026-02-01'], 2, 'USAGE', 'Mente du --from?'],
  [['history'], 2, 'USAGE', 'Der mangler et argument: id.'],
  [['serve', '--port', 'abc'], 2, 'USAGE', '--port skal være et tal'],
  [['import', '/nonexistent/ark.csv'], 2, 'FILE_UNKNOWN', 'Den fil findes ikke.'],
  [['restore', '/nonexistent', '--yes'], 2, 'FILE_UNKNOWN', 'Den fil findes ikke.'],
  [['backup', '/nonexistent/x.db'], 2, 'FILE_UNKNOWN', 'Den mappe findes ikke'],
  [['backup', join(tmpdir(), 'b.db'), '--as', 'eksempel'], 5, 'NOT_YOUR_PART', 'den anden parts opgave'],
  [['rebuild', '--as', 'eksempel'], 5, 'NOT_YOUR_PART', 'den anden parts opgave'],
  [['import', 'README.md', '--as', 'administrator'], 5, 'NOT_YOUR_PART', 'Det gør: driftsansvarlig.'],
  [['history', 'eksempell'], 4, 'MUNICIPALITY_UNKNOWN', 'Der er ingen kommune med det navn'],
  [['vacancy', '--from', '0001-01-01', '--to', '2026-01-01'], 2, 'MALFORMED', 'mellem 1900 og 2200'],
  [['verify', '--expect', '/nonexistent'], 2, 'FILE_UNKNOWN', 'Den fil findes ikke.'],
])(
  '`relet %s` ends with %s, a code and a sentence, and as JSON is a problem document and nothing else',
  async (words, exit, code, says) => {
    const problem = await danish(...words, '--json');
    expect([problem.exit, (JSON.parse(problem.out) as { code: string }).code]).toEqual([exit, code]);
    expect(JSON.stringify(JSON.parse(problem.out))).toContain(says);
    expect(problem.talk).toContain(`${code}: `);
    expect(existsSync('/nonexistent')).toBe(false);
  },
  60_000,
);

test.each<[string[], string[]]>([
  [
    ['fraflytning', 'årsg=flytning'],
    ['Feltet "årsg" kendes ikke. Mente du årsag?', 'årsag mangler.'],
  ],
  [['fraflytning', 'direkte=ja'], ['Feltet "direkte" kendes ikke. Mente du "uden de forrige skridt"?']],
  [
    ['opsigelse', 'opsagt_af=beboeren'],
    ['Feltet "opsagt_af" kendes ikke. Mente du "af hvem"?', '"af hvem" mangler.'],
  ],
  [['opsigelse', 'af=beboeren'], ['Feltet "af" kendes ikke. Mente du "af hvem"?']],
  [['bestilling'], ['"færdig senest" mangler.']],
  [['tilbud', 'tilbud=o1', 'svarfrst=1.12.2026'], ['Feltet "svarfrst" kendes ikke. Mente du svarfrist?']],
  [['tilbud', 'tilbud=o1', 'svarfrist=3.12.26'], ['svarfrist: Årstallet mangler eller er ikke skrevet med fire cifre.']],
  [['tilbud', 'tilbud=o1', 'svarfrist=31/2-2027'], ['svarfrist: Det er ikke en dag.']],
  [
    ['fraflytning', '0101901234=x'],
    ['Feltet kendes ikke.', 'årsag mangler.'],
  ],
])('`relet order %s` names the fields in Danish, and says what is wrong with them', async ([name = '', ...fields], says) => {
  const { exit, talk } = await danish('order', name, 'eksempel.1', 'dag=1.6.2026', ...fields);
  const lines = talk.split('\n').slice(1, -2);
  expect([exit, lines]).toEqual([2, says.map((line) => `  ${line}`).concat(lines.slice(says.length))]);
  expect(talk).not.toMatch(/0101901234|respondBy|ÅÅÅÅ/);
});

test('a personal number in an offer is told with the field, once', async () => {
  const { exit, talk } = await danish('order', 'tilbud', 'eksempel.1', 'dag=1.6.2026', 'direct=true', 'tilbud=010170-1234');
  expect([exit, talk.match(/boligtilbud/g), talk]).toEqual([2, ['boligtilbud'], expect.stringContaining('CPR-nummer')]);
});

test('what is wrong with a field is pointed to by its code in JSON', async () => {
  const { out } = await danish('order', 'bestilling', 'eksempel.1', 'dag=1.6.2026', '--json');
  expect(JSON.parse(out)).toMatchObject({ errors: [{ pointer: '/due', detail: '"færdig senest" mangler.' }] });
});

test.each([['--help'], ['help'], ['help', 'board'], ['board', '--help'], ['order', 'MoveIn', '--help']])(
  '`relet %s %s` is one document of JSON',
  async (...words) =>
    expect(JSON.parse((await danish(...words, '--json')).out)).toEqual({ help: expect.stringContaining('relet') as string }),
);

test('what is no backup is named as it was given, not as the copy that is looked at', async () => {
  const file = join(dirname(newStore()), 'no-backup');
  writeFileSync(file, 'text');
  const { exit, talk } = await reletIn({}, 'restore', file, '--store', newStore());
  expect([exit, talk]).toEqual([7, expect.stringContaining(`NOT_A_STORE: ${file} is not a store of events.`)]);
});

test('help speaks the language, and says which version it is', async () => {
  const { out } = await reletIn({ env: DANISH }, '--help');
  for (const part of ['Eksempler:', 'Brug: relet [valg] [kommando]', 'Kommandoer:', 'Valg:', 'denne hjælp']) expect(out).toContain(part);
  expect((await reletIn({ env: DANISH }, 'import', '--help')).out).toContain('import [valg] <fil>');
  expect((await reletIn({ env: DANISH }, '--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a link to the command line works from any folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relet-link-'));
  symlinkSync(resolve('relet'), join(folder, 'first'));
  symlinkSync('first', join(folder, 'relet'));
  const env = { ...process.env, NODE_OPTIONS: '', PATH: `${folder}:/usr/bin:/bin` };
  expect(execFileSync('relet', ['--version'], { cwd: '/', env, encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
});
