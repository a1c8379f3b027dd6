import { relet } from '../acceptance/relet.js';
import { fileOf, imported, newStore } from './importing.js';

const SHEET = fileOf(
  'not-in-file.csv',
  `Bolig;Fraflyttet;Nøgler;Syn;Bestilt;Klarmeldt;Tilbudt;Accepteret;Kontrakt;Leje fra;Indflyttet;Afleveret nøglebrik
eksempel.901;05-01-2026;10-01-2026;12-01-2026;14-01-2026;28-01-2026;14-01-2026;16-01-2026;20-01-2026;01-02-2026;01-02-2026;ja
eksempel.902;05-01-2026;;;;;;;;;20-02-2026;
eksempel.903;05-01-2026;;;;20-01-2026;14-01-2026;16-01-2026;20-01-2026;;01-02-2026;
`,
);

test('a dry run tells each day that is recorded although no cell says it', async () => {
  const store = newStore();
  const { report } = await imported(SHEET, store, '--dry-run');
  expect(report.unusedColumns).toEqual(['Afleveret nøglebrik']);
  expect(report.filledIn).toEqual([
    { line: 2, what: 'due', day: '2026-01-28' },
    { line: 2, what: 'respondBy', day: '2026-01-21' },
    { line: 3, what: 'ready', day: '2026-02-20' },
    { line: 4, what: 'respondBy', day: '2026-01-21' },
    { line: 4, what: 'rentFrom', day: '2026-02-01' },
  ]);
  const { talk } = await relet('import', SHEET, '--store', store, '--dry-run', '--lang', 'da', '--yes');
  expect(talk).toContain('Dage, der ikke står i filen, og som registreres alligevel:');
  expect(talk).toContain('1 række uden Klarmeldt: taget som indflytningsdagen (linje 3)');
  expect(talk).toContain('2 rækker uden Svarfrist: taget som i aftalt praksis (linje 2, 4)');
});

test('a row that is known already leads to no day', async () => {
  const store = newStore();
  await imported(SHEET, store);
  expect((await imported(SHEET, store, '--dry-run')).report).toMatchObject({ good: 0, unchanged: 3, filledIn: [] });
});
