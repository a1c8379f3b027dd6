import { REFUSAL_CODES, type RefusalCode } from '@relet/domain';
import { fill, listFor, noOf, onScreen, sentenceOf, wordFor, WORDS, type Language, type Words } from './index.js';

const LANGUAGES = Object.keys(WORDS) as Language[];
/** Every detail that an answer can tell. */
const DETAILS = {
  ...{ on: '2026-11-24', latest: '2026-11-20', since: '2026-01-02', received: '2026-01-03', commissioned: '2026-01-04' },
  ...{
    respondBy: '2026-12-01',
    offer: 'o1',
    pending: 'o2',
    open: 2,
    actual: 7,
    stage: 'clearing',
    type: 'KeysReturned',
    stepOn: '2026-11-23',
    event: 'an-id',
    row: 'r1',
    roles: 'operator',
    forms: 'text/csv',
  },
};

/** Every text in the words, with the place where it stands. */
function textsOf(value: unknown, at: string): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${at}.${key}`)) : [];
}

/** Every text that a count of one makes, wherever a word is filled in; not those that name a list. */
function textsOfOne(value: unknown, at: string): [string, string][] {
  if (typeof value === 'function' && at.endsWith('.headers')) return [];
  if (typeof value === 'function') return [[at, String((value as (...counts: number[]) => unknown)(1, 1, 1, 1))]];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => textsOfOne(each, `${at}.${key}`))
    : [];
}

/** Every text that a screen may show, those that a count or a name makes among them. */
function textsOnScreens(value: unknown, at: string): [string, string][] {
  if (OF_THE_COMMAND_LINE.has(at.slice(3))) return [];
  if (typeof value === 'string') return [[at, onScreen(value)]];
  // Of a list of words one is filled in, as of any other.
  if (typeof value === 'function') {
    try {
      return [[at, onScreen(String((value as (...told: unknown[]) => unknown)('x', 'x', 'x', 'x')))]];
    } catch {
      return [[at, onScreen(String((value as (...told: unknown[]) => unknown)(['x'], ['x'], ['x'])))]];
    }
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => textsOnScreens(inner, `${at}.${key}`))
    : [];
}

/** What is said at a command line alone, and what a screen says to those who run the server or check a copy of the log themselves. */
const OF_THE_COMMAND_LINE = new Set([
  'commandLine',
  'importing.hints.options',
  'doctor',
  'asking',
  'serving',
  'store',
  'screens.operations',
]);

/** What more than one of a thing is called. */
const SEVERAL: Record<Language, RegExp> = {
  da: /(^|\W)1 (?:[a-zæøå]+e )?(hændelser|historikker|strømme|boliger|kommandoer|genudlejninger|dage|tomgangsdage|positioner|rækker|celler|borgere|personer|steder|måneder|minutter|nye|kendte|dårlige)(?![a-zæøå])/,
  en: /(^|\W)1 (?:empty |tomgang )?(events|histories|streams|homes|commands|re-lettings|days|positions|rows|cells|citizens|people|places|months|minutes|breaks|bytes|offers|checks are)(\W|$)/,
};

describe.each(LANGUAGES)('the words in %s', (language) => {
  const words = WORDS[language];
  const codes = Object.keys(words.problems) as (keyof Words['problems'])[];

  test('leave no sentence open, whatever the answer tells', () => {
    for (const details of [{}, DETAILS, ...Object.entries(DETAILS).map(([name, value]) => ({ [name]: value }))])
      for (const code of codes) expect([code, sentenceOf(words, code, details)]).toEqual([code, expect.stringMatching(/^[^{}[\]]+\.$/)]);
  });

  test('call one of a thing one, wherever a count is filled in', () => {
    expect(
      textsOfOne({ ...words, moment: undefined, date: undefined }, language).filter(([, text]) => SEVERAL[language].test(text)),
    ).toEqual([]);
  });

  test('name no detail that no answer tells', () => {
    const named = codes.flatMap((code) => [...words.problems[code].detail.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(named.filter((name) => !Object.hasOwn(DETAILS, name as string))).toEqual([]);
  });

  test('are never empty, but for a letting that has not begun', () => {
    expect(textsOf(words, language).filter(([, text]) => !text.trim())).toEqual([[`${language}.lettings.none`, '']]);
  });

  test('end every help, refusal, warning and fault as a sentence ends', () => {
    const said = [
      ...codes.flatMap((code) => words.problems[code].help ?? []),
      ...codes.flatMap((code) => Object.values(words.problems[code].cases ?? {}).flatMap(({ help }) => help ?? [])),
      ...Object.values(words.warnings),
      ...Object.values(words.importing.faults),
    ];
    expect(said.filter((sentence) => !/^\p{Lu}.*\.$/u.test(sentence))).toEqual([]);
  });

  test('name no option and no command to who asks by HTTP, but for what whoever runs the server does there', () => {
    const ofOperators = new Set(['STORE_CORRUPT', 'PERSONS_UNREADABLE', 'GROUND_NEEDED']);
    const neverByHttp = new Set(['ACCOUNT_UNKNOWN', 'MUNICIPALITY_UNUSABLE', 'CVR_TAKEN']);
    const { hints, ...importing } = words.importing;
    const said = [
      ...codes.filter((code) => !ofOperators.has(code) && !neverByHttp.has(code)).map((code) => words.problems[code]),
      ...[words.malformed, words.malformedHelps, words.warnings, importing, hints.parameters, hints.choices],
    ];
    expect(said.flatMap((each) => textsOf(each, '')).filter(([, text]) => /--[a-z]|`relet /.test(text))).toEqual([]);
    expect(textsOf(hints.choices, '').filter(([, text]) => text.includes('`'))).toEqual([]);
  });

  test('never call the days in which a home is left in peace a delay', () => {
    const peace = [words.meeting.respectWindow('x'), words.fields.respectWindowDays];
    expect(peace.join()).not.toMatch(/delay|late|overdue|forsink|for sent/i);
  });

  test('set thousands apart wherever things are counted', () => {
    const { shell, board, importing } = words.screens;
    const thousand = language === 'da' ? '1.234' : '1,234';
    const said = [
      shell.days(1_234),
      shell.emptyDays(1_234),
      board.homes(1_234),
      board.shown(1_234, 1_234),
      importing.checking(1_234, 1_234),
    ];
    expect(said.filter((each) => !each.includes(thousand))).toEqual([]);
  });

  test('have one word for a vacancy, and one for the days that nobody pays', () => {
    const others = language === 'da' ? /tomgangs(forløb|periode)|\bforløb bidrager|pr\. forløb/i : /lost rent|days nobody pays/i;
    expect(
      textsOnScreens({ ...words, date: undefined, moment: undefined, number: undefined, kroner: undefined }, language).filter(([, text]) =>
        others.test(text),
      ),
    ).toEqual([]);
  });

  test('say of each measure of how long lettings took which days it counts', () => {
    const { figures, definitions } = words.screens.analysis;
    const gross = words.figures.parts.gross;
    expect(
      [figures.median, figures.p90, definitions.median, definitions.p90, words.figures.measuredIn].filter((each) => !each.includes(gross)),
    ).toEqual([]);
  });

  test('let no words of the command line stand on a screen', () => {
    const commands = new RegExp(`--[a-z]|\\brelet (${Object.keys(words.commandLine.called).join('|')})\\b`);
    expect(
      textsOnScreens({ ...words, date: undefined, moment: undefined, number: undefined, kroner: undefined }, language).filter(([, text]) =>
        commands.test(text),
      ),
    ).toEqual([]);
  });

  test('name the step that has to come first, and advise nobody to approve who has died', () => {
    expect(noOf(words, 'WRONG_STATE', { needs: 'RecordVacated' }).help).toBe(noOf(words, 'NOT_READY', { needs: 'RecordVacated' }).help);
    expect(noOf(words, 'WRONG_STATE', { needs: 'RecordVacated' }).help).not.toBe(words.problems.WRONG_STATE.help);
    const { detail, help } = noOf(words, 'CITIZEN_NOT_ELIGIBLE', { on: '2026-06-10', needs: 'CancelAcceptance' });
    expect(`${detail} ${help}`).not.toMatch(/approve|godkend/i);
  });

  test('speak of another event only where the answer names one', () => {
    const { help } = noOf(words, 'BREAKS_HISTORY', {});
    expect(noOf(words, 'BREAKS_HISTORY', DETAILS).help).toBe(words.problems.BREAKS_HISTORY.help);
    expect([words.problems.BREAKS_HISTORY.help, help]).toEqual([
      expect.stringMatching(/den hændelse|that event/),
      expect.not.stringMatching(/den hændelse|that event/),
    ]);
  });

  test('help with every refusal of the domain', () => {
    expect(REFUSAL_CODES.filter((code) => !words.problems[code].help)).toEqual([]);
  });
});

const DANISH: [RefusalCode, Record<string, string | number>, string][] = [
  ['NO_NOTICE', { on: '2026-11-24' }, 'Lejemålet er ikke opsagt den 24.11.2026.'],
  ['WRONG_STATE', { stage: 'clearing', on: '2026-11-24' }, 'Skridtet passer ikke til, hvor boligen er den 24.11.2026: rydning.'],
  [
    'BREAKS_HISTORY',
    { event: 'x', type: 'KeysReturned', on: '2026-11-24' },
    'Det passer ikke med resten af forløbet: nøgler afleveret den 24.11.2026.',
  ],
  [
    'DATE_ORDER',
    { on: '2026-11-20', event: 'x', type: 'KeysReturned', stepOn: '2026-11-24' },
    'Skridtene ville ikke komme i rækkefølge med datoen 20.11.2026: nøgler afleveret den 24.11.2026.',
  ],
  ['FUTURE_FACT', { on: '2026-12-24', latest: '2026-11-24' }, 'Dagen 24.12.2026 ligger ude i fremtiden; den seneste dag er 24.11.2026.'],
  ['FUTURE_FACT', { on: '2026-12-24' }, 'Dagen 24.12.2026 ligger ude i fremtiden.'],
  ['OFFER_OPEN', { open: 1 }, 'Den aftalte praksis tillader ikke flere åbne boligtilbud på boligen; åbne nu: 1.'],
];
test.each(DANISH)('%s with %j says so in Danish', (code, details, sentence) => expect(sentenceOf(WORDS.da, code, details)).toBe(sentence));

test('a part of a sentence whose detail is not told is left out, and a value is never read as a template', () => {
  expect(fill('a[ {b}][ {c}].', { b: '{c}' })).toBe('a {c}.');
});

test('a part of a sentence whose detail is empty is left out, too', () => {
  expect(sentenceOf(WORDS.da, 'OFFER_UNKNOWN', { offer: '' })).toBe('Boligtilbuddet er ikke givet på denne bolig.');
});

test('a code that is on no list is shown as words of its own', () => {
  expect([wordFor({}, 'OfferMade'), wordFor({}, 'sign_contract'), wordFor({}, 'constructor')]).toEqual([
    'offer made',
    'sign contract',
    'constructor',
  ]);
});

test('a reason is read in the list of its event, and a label in none', () => {
  expect(listFor(WORDS.da, 'OfferDeclined', 'reason')?.['too_early']).toBe('for tidligt');
  expect(listFor(WORDS.da, 'TenancyContinued', 'by')?.['spouse']).toBe('ægtefælle');
  expect(listFor(WORDS.da, 'UnitRegistered', 'building')).toBeUndefined();
});

test('the words that a cell may hold are all named where a cell holds another', () => {
  for (const { faults } of LANGUAGES.map((language) => WORDS[language].importing))
    for (const [fault, list] of [
      [faults.KIND_UNKNOWN, WORDS.da.kinds],
      [faults.REASON_UNKNOWN, WORDS.da.vacatedReasons],
      [faults.WORKS_UNKNOWN, WORDS.da.works],
    ] as const)
      for (const word of Object.values(list)) expect(fault).toContain(word);
});
