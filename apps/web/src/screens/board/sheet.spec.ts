import { WORDS } from '@relet/words';
import { sheetOf } from './sheet';
import type { Card } from './use-board';

const card = (more: Partial<Card>) =>
  ({
    ...{ unit: 'eksempel.104', building: '=Solgaarden', kind: 'care_home', phase: 'works', owner: 'contractor', letting: 'none' },
    ...{ emptyDays: 1037, tomgangDays: 12, tomgangOere: 1_234_567, phaseDays: 5, targetDays: 14, delayDays: 0 },
    ...{ nextStep: 'complete_works', nextStepOn: '2026-11-12', respectWindowUntil: null, offers: [] },
    ...more,
  }) as Card;

test('the board as a sheet: the columns of the screen, days and kroner as bare numbers, a cell that looks like a formula as text', () => {
  const [head, first] = sheetOf([card({})], '2026-10-30', WORDS.da).split('\r\n');
  expect(head).toBe(
    '\uFEFFBolig;Plejecenter;Type;Fase;Tomme dage;Tomgangsdage;Kroner;Dage her;Måltal;Over;Bolden;Næste skridt;Dag;Udlejning;Ro om boligen til',
  );
  expect(first).toBe(
    "eksempel.104;'=Solgaarden;plejebolig;istandsættelse;1037;12;12345,67;5;14;0;håndværker;istandsættelse gøres færdig;2026-11-12;;",
  );
  expect(sheetOf([card({})], '2026-10-30', WORDS.en).split('\r\n')[1]).toContain(',1037,12,12345.67,5,14,0,contractor,');
});

test('of a home that is left in peace no days are told, and of one that is not empty yet neither', () => {
  const cards = [card({ respectWindowUntil: '2026-11-11' }), card({ phase: null, owner: null, nextStep: null, nextStepOn: null })];
  const [, peace, leaving] = sheetOf(cards, '2026-10-30', WORDS.da).split('\r\n');
  expect(peace).toBe(
    "eksempel.104;'=Solgaarden;plejebolig;istandsættelse;;;;;;;håndværker;istandsættelse gøres færdig;2026-11-12;;2026-11-11",
  );
  expect(leaving).toBe("eksempel.104;'=Solgaarden;plejebolig;på vej ud;;;;;;;;;;;");
});

test('a pending offer is told with its last day of the answer', () => {
  const offers = [{ offerId: 'o1', made: '2026-10-20', respondBy: '2026-11-02' }];
  expect(sheetOf([card({ offers })], '2026-10-30', WORDS.da)).toContain('tilbudt, svarfrist 02.11.2026');
});
