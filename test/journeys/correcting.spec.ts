import { relet as run } from '../acceptance/relet.js';
import { newStore, serveApart, type ServerProcess } from '../operations/processes.js';

const HOME = ['kind=care_home', 'municipality=eksempel', 'building=Solgaarden', 'rentOere=600000', 'occupiedSince=2020-01-01'];
const STEPS: [string, ...string[]][] = [
  ['RegisterUnit', 'effective=2020-01-01', ...HOME],
  ['GiveNotice', 'effective=2026-10-01', 'by=resident', 'liableUntil=2026-10-31'],
  ['RecordVacated', 'effective=2026-10-12', 'reason=notice'],
  ['ReturnKeys', 'effective=2026-10-15'],
  ['RecordInspection', 'effective=2026-10-20', 'works=none'],
];

describe.each(['on the store itself', 'through the running server'])('%s', (where) => {
  const store = newStore();
  let server: ServerProcess | undefined;
  const relet = (...words: string[]) => run(...words, '--store', store, '--lang', 'da');
  /** What stands, as the timeline has it: type, day, standing. */
  const standing = async () => {
    const { out } = await relet('history', 'eksempel.1', '--json');
    const { events } = JSON.parse(out) as { events: { type: string; effective: string; standing: string; now?: { effective: string } }[] };
    const uncorrected = events.filter((event) => !['correction', 'retracted'].includes(event.standing));
    return uncorrected.slice(2).map(({ type, effective, now }) => `${type} ${now?.effective ?? effective}`);
  };

  beforeAll(async () => {
    await relet('init');
    if (where === 'through the running server') server = await serveApart(store);
    for (const [name, ...fields] of STEPS) await relet('order', name, 'eksempel.1', ...fields);
  });
  afterAll(async () => {
    await server?.stop();
  });

  test('a caseworker corrects a wrong date and undoes a step, and never needs an id', async () => {
    const shown = await relet('correct', 'eksempel.1', 'syn', '22.10.2026');
    expect(shown).toMatchObject({ exit: 2, talk: expect.stringContaining('Intet er registreret. Svar ja på en terminal') as string });
    expect(shown.out).toMatch(
      /^eksempel\.1: fraflytningssyn\n {2}står nu {5}20\.10\.2026, registreret \d\d\.\d\d\.\d{4} af demo-administrator\n {2}bliver {6}22\.10\.2026\n {2}følger med {2}klarmelding 20\.10\.2026 → 22\.10\.2026\n {2}årsag {7}tastefejl \(--reason angiver en anden\)\n$/,
    );
    expect(shown.out).not.toMatch(/[0-9a-f]{8}-/);
    const before = ['Vacated 2026-10-12', 'KeysReturned 2026-10-15'];
    expect(await standing()).toEqual([...before, 'InspectionDone 2026-10-20', 'ReadyForLetting 2026-10-20']);

    const corrected = await relet('correct', 'eksempel.1', 'syn', '22.10.2026', '--yes');
    expect(corrected).toMatchObject({ exit: 0, out: expect.stringContaining('Det er rettet. Næste: tilbydes.') as string });
    expect(await standing()).toEqual([...before, 'InspectionDone 2026-10-22', 'ReadyForLetting 2026-10-22']);

    const undo = await relet('undo', 'eksempel.1', '--yes');
    expect([undo.exit, undo.talk]).toEqual([
      3,
      'NOT_CORRECTABLE: Den seneste registrering er en rettelse af "fraflytningssyn" den 22.10.2026, og en rettelse kan ikke fortrydes. Ret tilbage med `relet correct eksempel.1 "fraflytningssyn" 20.10.2026`. Skal skridtet helt væk, så fortryd det bagefter.\n',
    ]);
    expect(await relet('correct', 'eksempel.1', 'fraflytningssyn', '20.10.2026', '--yes')).toMatchObject({ exit: 0 });
    expect((await relet('undo', 'eksempel.1', '--dry-run')).out).toMatch(/falder bort {2}fraflytningssyn 20\.10\.2026/);
    const undone = await relet('undo', 'eksempel.1', '--yes', '--key', 'the-undo');
    expect(undone).toMatchObject({ exit: 0, out: expect.stringContaining('Registreringen er fortrudt. Næste: syn holdes.') as string });
    expect(await standing()).toEqual(before);
    // The same key again undoes nothing more.
    expect(await relet('undo', 'eksempel.1', '--yes', '--key', 'the-undo')).toMatchObject({ exit: 0 });
    expect(await standing()).toEqual(before);
  });

  test('a field is given anew beside the day, and the rest of the content stays', async () => {
    const { exit, out } = await relet('correct', 'eksempel.1', 'opsigelse', '2/10-2026', 'frigørelsesdato=30.11.2026', '--yes');
    expect([exit, out]).toEqual([0, expect.stringContaining('bliver   02.10.2026, frigørelsesdato 30.11.2026')]);
    const { now } = (JSON.parse((await relet('history', 'eksempel.1', '--json')).out) as { events: { now?: object }[] }).events[1] ?? {};
    expect(now).toEqual({ effective: '2026-10-02', payload: { by: 'resident', liableUntil: '2026-11-30' } });
    expect((await relet('history', 'eksempel.1')).out).toMatch(/frigørelsesdato 30\.11\.2026 \(var [^)]*/);
  });

  test('what stands in the way is said with its code, and nothing is written', async () => {
    const stands = await standing();
    const refused: [string[], number, string][] = [
      [['correct', 'eksempel.1', 'nøgler', '9/11'], 2, 'DAY_UNREADABLE: Årstallet mangler'],
      [['correct', 'eksempel.1', 'nølger', '2026-10-16'], 2, 'STEP_UNKNOWN: Det skridt findes ikke. Mente du nøgler afleveret?'],
      [['correct', 'eksempel.1', 'opsigelse', 'frigørelsesdato=31/2-2026'], 2, 'DAY_UNREADABLE: frigørelsesdato: Det er ikke en dag'],
      [['correct', 'eksempel.1', 'fraflytning', 'årsag=flytninge'], 2, 'Mente du flytning?'],
      [['correct', 'eksempel.1', 'nøgler', 'leje=1'], 2, 'FIELD_UNKNOWN: "nøgler afleveret" har ikke det felt.'],
      [['correct', 'eksempel.1', 'opsigelse', 'by=resident', 'af hvem=dødsboet'], 2, 'USAGE: Feltet af hvem er angivet to gange.'],
      [['correct', 'eksempel.1', 'indfl', '2026-10-16'], 2, 'STEP_AMBIGUOUS: Det kan være flere skridt:'],
      [['correct', 'eksempel.1', 'tilbud', '2026-10-16'], 4, 'EVENT_UNKNOWN: "boligtilbud" er ikke registreret.'],
      [['correct', 'eksempel.1', 'nøgler', '2026-10-16', '--was', '1.1.2026'], 4, 'Det står registreret den 15.10.2026'],
      [
        ['correct', 'eksempel.1', 'opsigelse', '2026-10-01', '--reason', 'tastefjl'],
        2,
        'USAGE: --reason skal være en af typing_error (tastefejl)',
      ],
      [['correct', 'eksempel.1', 'opsigelse', '2026-10-01', '--reason', 'tastefjl'], 2, 'Mente du tastefejl?'],
      [['correct', 'eksempel.9', 'nøgler', '2026-10-16'], 4, 'UNIT_UNKNOWN'],
      [['correct', 'eksempel.1', 'nøgler', '2030-10-16'], 3, 'FUTURE_FACT'],
      [['correct', 'eksempel.1', 'oprettet', 'kommune=nordby'], 2, 'MALFORMED'],
      [['correct', 'eksempel.1', 'oprettet', '--as', 'analyst', '2020-01-02'], 5, 'NOT_YOUR_PART'],
      [['undo', 'eksempel.1', '--as', 'operator'], 5, 'NOT_YOUR_PART'],
    ];
    for (const [words, exit, said] of refused) {
      const answer = await relet(...words, '--yes');
      expect([words, answer.exit, answer.talk]).toEqual([words, exit, expect.stringContaining(said)]);
    }
    expect(await standing()).toEqual(stands);
  });

  test('undoing goes on with the command before, until only what others stand on is left', async () => {
    const { talk } = await relet('undo', 'eksempel.1', '--yes');
    const [, back = ''] = /`relet correct eksempel\.1 "opsigelse" (.*?)`/.exec(talk) ?? [];
    expect(back).toBe('01.10.2026 frigørelsesdato=31.10.2026');
    expect(await relet('correct', 'eksempel.1', 'opsigelse', '01.10.2026', 'frigørelsesdato=31.10.2026', '--yes')).toMatchObject({
      exit: 0,
    });
    for (const step of ['nøgler afleveret', 'fraflytning', 'opsigelse', 'bolig oprettet']) {
      const { exit, out } = await relet('undo', 'eksempel.1', '--yes');
      expect([step, exit, out]).toEqual([step, 0, expect.stringContaining(`falder bort  ${step}`)]);
    }
    expect(await relet('undo', 'eksempel.1', '--yes')).toMatchObject({ exit: 4, talk: expect.stringContaining('EVENT_UNKNOWN') as string });
  });
});

describe('a home whose notice was withdrawn and given again', () => {
  const store = newStore();
  const relet = (...words: string[]) => run(...words, '--store', store);
  const recorded = async () => (JSON.parse((await relet('history', 'eksempel.2', '--json')).out) as { events: object[] }).events.length;
  const GIVEN: typeof STEPS = [
    ['RegisterUnit', 'effective=2020-01-01', ...HOME],
    ['GiveNotice', 'effective=2026-10-01', 'by=resident', 'liableUntil=2026-10-31'],
    ['ChangeNotice', 'effective=2026-10-02', 'liableUntil=2026-11-30'],
    ['WithdrawNotice', 'effective=2026-10-05'],
    ['GiveNotice', 'effective=2026-10-12', 'by=resident', 'liableUntil=2026-10-31'],
  ];
  beforeAll(async () => {
    for (const [name, ...fields] of GIVEN) expect(await relet('order', name, 'eksempel.2', ...fields, '--yes')).toMatchObject({ exit: 0 });
  });

  test('what is unlikely once a step is corrected is told before it is asked, and written with --yes alone', async () => {
    const early = ['correct', 'eksempel.2', 'opsigelse', '1.10.2024', '--was', '1.10.2026'];
    const unsure = await relet(...early, '--lang', 'da', '--json');
    expect([unsure.exit, unsure.talk]).toEqual([
      2,
      expect.stringMatching(/^eksempel\.2: opsigelse\n.*Er du sikker\?.*\(W_OLD_FACT\)\nIntet er registreret\./s),
    ]);
    expect(JSON.parse(unsure.out)).toMatchObject({
      ...{ newEffective: '2024-10-01', reason: 'typing_error', dryRun: true, warnings: [{ code: 'W_OLD_FACT' }] },
      otherwise: [{ before: { effective: '2026-10-01' }, after: { effective: '2024-10-01' } }],
    });
    const tried = await relet(...early, '--lang', 'en', '--dry-run');
    expect([tried.exit, tried.out, tried.talk]).toEqual([
      0,
      expect.stringContaining('becomes    2024-10-01'),
      expect.stringMatching(/^Are you sure\?.*\(W_OLD_FACT\)\n$/s),
    ]);
    expect(await recorded()).toBe(GIVEN.length);
    const sure = await relet(...early, '--lang', 'en', '--yes', '--json');
    expect([sure.exit, sure.talk]).toEqual([0, expect.stringContaining('(W_OLD_FACT)')]);
    expect(JSON.parse(sure.out)).toMatchObject({ events: [{ type: 'EventCorrected' }], warnings: [{ code: 'W_OLD_FACT' }] });
  });

  test('what stands like that already needs nobody who says yes', async () => {
    const same = ['correct', 'eksempel.2', 'notice', '2026-10-12'];
    expect(await relet(...same, '--lang', 'en')).toMatchObject({ exit: 0, out: expect.stringContaining('nothing to correct') as string });
    expect(JSON.parse((await relet(...same, '--json')).out)).toMatchObject({ events: [] });
  });
});

test('an undo that another step could not have happened without is refused, and says which', async () => {
  const store = newStore();
  const relet = (...words: string[]) => run(...words, '--store', store);
  for (const [name, ...fields] of [
    ['RegisterUnit', 'effective=2020-01-01', ...HOME],
    ['RegisterDeath', 'effective=2026-10-02'],
    ['RecordVacated', 'effective=2026-10-05', 'reason=death'],
    ['GiveNotice', 'effective=2026-10-06', 'by=estate'],
  ] as [string, ...string[]][])
    expect(await relet('order', name, 'eksempel.2', ...fields, '--yes')).toMatchObject({ exit: 0 });
  const { events } = JSON.parse((await relet('history', 'eksempel.2', '--json')).out) as { events: { id: string }[] };
  await relet('order', 'RetractEvent', 'eksempel.2', `targets=${events[1]?.id}`, 'reason=wrong_unit', '--yes');
  const danish = await relet('undo', 'eksempel.2', '--yes', '--lang', 'da');
  expect([danish.exit, danish.out, danish.talk]).toEqual([
    3,
    '',
    expect.stringContaining('BREAKS_HISTORY: Det passer ikke med resten af forløbet: fraflytning den 05.10.2026.'),
  ]);
  // The way out is named, and leads out.
  const [, correction = '', retraction = ''] = /`relet (correct[^`]*)`[^`]*`relet ([^`]*)`/.exec(danish.talk) ?? [];
  expect(correction).toBe('correct eksempel.2 "fraflytning" ÆNDRINGER --was 05.10.2026');
  const english = await relet('undo', 'eksempel.2', '--json', '--lang', 'en');
  expect([english.exit, JSON.parse(english.out)]).toMatchObject([
    3,
    {
      ...{ code: 'BREAKS_HISTORY', details: { type: 'Vacated', on: '2026-10-05' } },
      help: expect.stringContaining('`relet correct eksempel.2 "vacated" CHANGES --was 2026-10-05`'),
    },
  ]);
  const whole = retraction.split(' ');
  expect(await relet(...whole, '--dry-run')).toMatchObject({ exit: 0 });
  expect(await relet('correct', 'eksempel.2', 'fraflytning', 'årsag=flytning', '--was', '5.10.2026', '--yes')).toMatchObject({ exit: 0 });
});

test('a step whose day is out of order is told which step is in the way, in words and with its day', async () => {
  const store = newStore();
  const relet = (...words: string[]) => run(...words, '--store', store);
  const tried = async (...words: string[]) => (await relet(...words)).talk.split('\n')[0];
  for (const [name, ...fields] of [
    ['RegisterUnit', 'effective=2020-01-01', ...HOME],
    ['RecordVacated', 'effective=2026-10-05', 'reason=transfer'],
    ['ReturnKeys', 'effective=2026-10-08'],
  ] as [string, ...string[]][])
    expect(await relet('order', name, 'eksempel.2', ...fields, '--yes')).toMatchObject({ exit: 0 });
  const inspected = ['order', 'RecordInspection', 'eksempel.2', 'effective=2026-10-07', 'works=none', '--yes'];
  expect(await tried(...inspected, '--lang', 'da')).toBe(
    'DATE_ORDER: Skridtene ville ikke komme i rækkefølge med datoen 07.10.2026: nøgler afleveret den 08.10.2026.',
  );
  expect(await tried(...inspected, '--lang', 'en')).toBe(
    'DATE_ORDER: The steps would not be in order with 2026-10-07: keys returned on 2026-10-08.',
  );
  expect(await tried('order', 'RecordInspection', 'eksempel.2', 'effective=2026-10-09', 'works=none', '--yes')).not.toContain('DATE_ORDER');
  expect(await tried('correct', 'eksempel.2', 'keys returned', '2026-10-11', '--lang', 'en', '--yes')).toBe(
    'BREAKS_HISTORY: It does not fit the rest of the history: inspection done on 2026-10-09.',
  );
});

test('of several offers on one day nobody chooses one: --offer does', async () => {
  const store = newStore();
  const relet = (...words: string[]) => run(...words, '--store', store);
  const offer = ['effective=2026-10-05', 'direct=true'];
  await relet('order', 'RegisterUnit', 'eksempel.3', 'effective=2026-01-01', ...HOME.slice(0, -1), '--yes');
  await relet('order', 'MakeOffer', 'eksempel.3', 'offerId=o1', ...offer, '--yes');
  await relet('order', 'DeclineOffer', 'eksempel.3', 'effective=2026-10-05', 'offerId=o1', 'reason=other_area', '--yes');
  await relet('order', 'MakeOffer', 'eksempel.3', 'offerId=o2', ...offer, '--yes');
  const moved = ['correct', 'eksempel.3', 'tilbud', '6.10.2026', '--was', '5.10.2026', '--yes', '--lang', 'da'];
  expect(await relet(...moved)).toMatchObject({ exit: 2, out: '', talk: expect.stringMatching(/^STEP_AMBIGUOUS: .*o1, o2\.\n/) as string });
  expect(await relet(...moved, '--offer', 'o2')).toMatchObject({ exit: 0, out: expect.stringContaining('Det er rettet.') as string });
});

test('who has corrected a step twice gets back by what each refusal names', async () => {
  const store = newStore();
  const relet = (...words: string[]) => run(...words, '--store', store, '--lang', 'da');
  for (const [name, ...fields] of STEPS) await relet('order', name, 'eksempel.1', ...fields);
  for (const day of ['21.10.2026', '22.10.2026', '23.10.2026']) await relet('correct', 'eksempel.1', 'syn', day, '--yes');
  await relet('correct', 'eksempel.1', 'nøgler', '16.10.2026', '--yes');
  const backs: string[] = [];
  for (let n = 0; n < 9; n++) {
    const { exit, talk } = await relet('undo', 'eksempel.1', '--yes');
    if (exit === 0) break;
    const [, back = ''] = /`relet (correct [^`]*)`/.exec(talk) ?? [];
    backs.push(back);
    expect(await relet(...back.replaceAll('"', '').replace('nøgler afleveret', 'nøgler').split(' '), '--yes')).toMatchObject({ exit: 0 });
  }
  expect(backs).toEqual([
    'correct eksempel.1 "nøgler afleveret" 15.10.2026',
    'correct eksempel.1 "fraflytningssyn" 22.10.2026',
    'correct eksempel.1 "fraflytningssyn" 21.10.2026',
    'correct eksempel.1 "fraflytningssyn" 20.10.2026',
  ]);
  const { events } = JSON.parse((await relet('history', 'eksempel.1', '--json')).out) as { events: { type: string; standing: string }[] };
  expect(events.filter(({ standing }) => standing === 'retracted').map(({ type }) => type)).toEqual(['InspectionDone', 'ReadyForLetting']);
});
