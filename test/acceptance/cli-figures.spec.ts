import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { WORDS } from '@relet/words';
import { figures, folder, here, makeStore, sha256, vacancy } from './demo-figures.js';
import { relet } from './relet.js';

beforeAll(makeStore, 60_000);

describe('the figures as a file', () => {
  test('begin with their headers in that language, one of each, and have a row a group', async () => {
    const beside = join(folder, 'figures.json');
    const { out } = await vacancy('--csv', 'da', '--group-by', 'building,quarter', '--about', beside);
    const [head = ''] = out.split('\r\n');
    expect(head).toMatch(/^\uFEFFPlejecenter;Kommune;Kvartal;Tomme dage;Dage til rådighed;/);
    expect(head).toMatch(/;Genudlejninger: bruttodage: median;/);
    expect(new Set(head.split(';')).size).toBe(head.split(';').length);
    const rows = parse(out, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[];
    const { groups } = await figures('--group-by', 'building,quarter');
    expect(rows.map((row) => [row['Plejecenter'], row['Kommune'], row['Kvartal'], row['Tomme dage'], row['Tomgang: kr.']])).toEqual(
      groups.map(({ keys, municipality, vacancy: { emptyUnitDays, tomgang } }) => [
        ...[keys?.[0], municipality, keys?.[1], String(emptyUnitDays)],
        (tomgang.oere / 100).toFixed(2).replace('.', ','),
      ]),
    );
    expect(JSON.parse(readFileSync(beside, 'utf8'))).toMatchObject({
      ...{ of: 'figures', figures: { groupBy: 'building,quarter' }, rows: groups.length, sha256: sha256(out), language: 'da' },
    });
  });

  test.each(['da', 'en'] as const)('have every number of the answer under a header of its own (%s)', async (language) => {
    const { out } = await vacancy('--csv', language);
    const { groups } = await figures();
    const numbers = (value: unknown): number =>
      typeof value === 'object' && value !== null && !('exact' in value)
        ? Object.values(value).reduce((count: number, inner) => count + numbers(inner), 0)
        : 1;
    const { key: _, ...group } = groups[0] as object & { key: string };
    const [head = ''] = out.split('\r\n');
    expect(new Set(head.split(language === 'da' ? ';' : ',')).size).toBe(1 + numbers(group));
    expect(head).not.toMatch(/undefined|[a-z][A-Z]/);
  });

  test('is what --about tells of', async () => {
    expect(await vacancy('--about', join(folder, 'none.json'))).toMatchObject({ exit: 2, talk: expect.stringContaining('--about') });
  });
});

describe('the table', () => {
  test('has a row for the whole, tomgang by payer, and shares', async () => {
    const { out } = await vacancy('--group-by', 'building');
    expect(out).toMatch(/^all +983 +10,804 +9\.10 /m);
    expect(out).toContain('Tomgang by who bears it, and what leavers owe\nbuilding    municipality days  municipality kr  ');
    expect(out).toMatch(/^building +clearing +% +inspection +%/m);
  });

  test('speaks Danish, with a decimal comma', async () => {
    const { out } = await vacancy('--group-by', 'kind', '--lang', 'da');
    expect(out).toMatch(
      /^01\.01\.2026–30\.06\.2026 {2}opgjort pr\. \d\d\.\d\d\.\d{4} {2}som det vides nu\nboligtype +tomme dage +til rådighed +tomme %/,
    );
    expect(out).toMatch(/^i alt +983 +10\.804 +9,10 /m);
    const { out: board } = await relet('board', '--lang', 'da', '--as-of', '2026-06-01', '--active', ...here);
    expect(board).toMatch(/^bolig +plejecenter +står nu +fase +siden +bolden hos/);
    expect(Object.values(WORDS.da.phases).some((phase) => board.includes(`  ${phase}  `))).toBe(true);
  });
});
