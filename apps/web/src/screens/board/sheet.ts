import { beginning, csvLine, Kroner, wordFor, type CsvCell, type Words } from '@relet/words';
import { isInPeace } from '../../ui/peace';
import { lettingSaid } from './letting-said';
import type { Card } from './use-board';

/** Cards as rows for a spreadsheet, in their order: what the table shows of each, with numbers that a sheet can add. */
export function sheetOf(cards: readonly Card[], asOf: string, words: Words): string {
  const { heads, peaceUntil } = words.screens.board;
  const { unit, building, kind, phase, emptyDays, tomgangDays, tomgangOere, phaseDays, delayDays, ...rest } = heads;
  const days = [emptyDays, tomgangDays, tomgangOere, phaseDays, words.rows.columns.targetDays, delayDays];
  const head = [unit, building, kind, phase, ...days, rest.owner, rest.nextStep, rest.nextStepOn, rest.offers, peaceUntil];
  const lines = [head, ...cards.map((card) => cellsOf(card, asOf, words))];
  return beginning(words.language) + lines.map((cells) => csvLine(cells, words)).join('');
}

function cellsOf(card: Card, asOf: string, words: Words): CsvCell[] {
  const { unit, building, kind, phase, owner, nextStep, nextStepOn, respectWindowUntil } = card;
  return [
    ...[unit, building, wordFor(words.kinds, kind), phase === null ? words.screens.board.leaving : wordFor(words.phases, phase)],
    ...daysOf(card, asOf),
    owner && wordFor(words.owners, owner),
    nextStep && wordFor(words.nextSteps, nextStep),
    nextStepOn,
    lettingSaid(card, words, words.date),
    isInPeace(card, asOf) ? respectWindowUntil : null,
  ];
}

/** Of a home that is left in peace no days are told, as on the board. */
function daysOf(card: Card, asOf: string): CsvCell[] {
  const { phase, emptyDays, tomgangDays, tomgangOere, phaseDays, targetDays, delayDays } = card;
  if (phase === null || isInPeace(card, asOf)) return Array<null>(6).fill(null);
  return [emptyDays, tomgangDays, new Kroner(tomgangOere), phaseDays, targetDays, delayDays];
}
