import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { folder, HALF, here, makeStore, sha256 } from './demo-figures.js';
import { relet } from './relet.js';

beforeAll(makeStore, 60_000);

describe('relet export', () => {
  test.each(['vacancies', 'phases', 'offers', 'unit-days'])('%s: the file on stdout, and what it is beside it', async (rows) => {
    const beside = join(folder, `${rows}.json`);
    const { exit, out, talk } = await relet('export', rows, ...HALF, '--csv', 'da', '--about', beside, '--kind', 'care_home', ...here);
    expect([exit, talk]).toEqual([0, '']);
    const about = JSON.parse(readFileSync(beside, 'utf8')) as object;
    const lines = parse(out, { bom: true, delimiter: ';', columns: true }) as object[];
    expect(about).toMatchObject({
      ...{ of: rows, askedBy: 'demo-analyst', from: '2026-01-01', to: '2026-06-30', filter: { kind: 'care_home' }, knownAt: null },
      ...{ format: 'csv', language: 'da', rows: lines.length, sha256: sha256(out), parked: [] },
    });
    expect(lines.length).toBeGreaterThan(5);
  });

  test('speaks the language that it is asked for, and NDJSON with --json', async () => {
    expect((await relet('export', 'phases', ...HALF, '--lang', 'da', ...here)).out).toMatch(/^\uFEFFTomperiode;Bolig;/);
    expect((await relet('export', 'phases', ...HALF, ...here)).out).toMatch(/^Vacancy,Home,/);
    const { out } = await relet('export', 'phases', ...HALF, '--json', '--unit', 'eksempel.101', ...here);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { unit: string }).unit),
    ).toContain('eksempel.101');
  });

  test('says on stderr what is not in the rows', async () => {
    const { out, talk } = await relet(
      'export',
      'unit-days',
      '--from',
      '2026-10-30',
      '--to',
      '2026-11-30',
      '--as-of',
      '2026-10-30',
      ...here,
    );
    expect(talk).toContain('The period reaches beyond 2026-10-30');
    expect(
      new Set(
        out
          .trim()
          .split('\r\n')
          .slice(1)
          .map((line) => line.slice(0, 10)),
      ),
    ).toEqual(new Set(['2026-10-30']));
  });

  test.each([
    [['everything'], /One of vacancies, phases, offers, unit-days/],
    [['phases', '--json', '--csv', 'da'], /two formats/],
    [['phases', '--csv', 'sv'], /--csv must/],
    [['phases', '--building', 'Nowhere'], /--building: /],
  ])('%j ends with 2, and says what is wrong', async (words, says) => {
    const { exit, talk, out } = await relet('export', ...words, ...HALF, ...here);
    // JSON that is asked for tells what is wrong, too.
    expect([exit, words.includes('--json') || out === '', talk]).toEqual([2, true, expect.stringMatching(says)]);
  });
});
