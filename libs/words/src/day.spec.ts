import { whySaid, WORDS, type DueWhat, type Language, type WhyTold } from './index.js';

const EVERYTHING = { on: '2026-10-04', since: '2026-10-01', days: 5, target: 7, phase: 'works', owner: 'contractor' } as const;

test.each<[WhyTold, string, string]>([
  [
    { code: 'due_passed', what: 'works_due', on: '2026-10-04', days: 5 },
    'Istandsættelsen skulle være færdig 04.10.2026 (5 dage over)',
    'The works should have been done by 2026-10-04 (5 days over)',
  ],
  [
    { code: 'due_ahead', what: 'answer_due', on: '2026-10-04', days: 1 },
    'Sidste dag for svar på boligtilbuddet er 04.10.2026 (om 1 dag)',
    'The offer can be answered until 2026-10-04 (in 1 day)',
  ],
  [
    { code: 'over_target', phase: 'matching', since: '2026-09-01', target: 7, days: 3 },
    'Anvisning: 3 dage over måltallet på 7 dage',
    'Matching: 3 days over the target of 7 days',
  ],
  [{ code: 'respect_window', on: '2026-11-12' }, 'Ro om boligen til 12.11.2026', 'Left in peace until 2026-11-12'],
])('%j is a sentence in both languages', (why, danish, english) => {
  expect([whySaid(WORDS.da, why), whySaid(WORDS.en, why)]).toEqual([danish, english]);
});

describe.each(Object.keys(WORDS) as Language[])('in %s', (language) => {
  const { day, due } = { day: WORDS[language].day, due: WORDS[language].day.due };
  const codes = ['respect_window', ...Object.keys(day.why)] as WhyTold['code'][];
  const dues = (Object.keys(due) as (keyof typeof due)[]).flatMap((code) =>
    (Object.keys(due[code]) as DueWhat[]).map((what) => ({ ...EVERYTHING, code, what })),
  );

  test('every reason is a whole sentence, and tells the days it is about', () => {
    const said = [...codes.map((code) => ({ ...EVERYTHING, code })), ...dues].map((why) => [why.code, whySaid(WORDS[language], why)]);
    expect(said.filter(([, sentence]) => !/^\p{Lu}[^{}[\]]+$/u.test(sentence as string))).toEqual([]);
    const late = said.filter(([code]) => code === 'due_passed' || code === 'over_target').map(([, sentence]) => sentence);
    expect(late.filter((sentence) => !sentence?.includes(WORDS[language].meeting.days(5)))).toEqual([]);
  });

  test('a home that is left in peace is never called late', () => {
    expect(whySaid(WORDS[language], { code: 'respect_window', on: '2026-11-12' })).not.toMatch(
      /over|delay|late|overdue|forsink|for sent|\bdag/i,
    );
  });
});
