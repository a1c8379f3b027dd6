import { wordFor, type Words } from '@relet/words';
import { howSaid, type Read } from './reads-table';

/** The readings of one citizen as a sheet, in the words of the language. Every cell is a day or of a closed list: nothing in it can be run as a formula. */
export function copyOf(reads: readonly Read[], words: Words): string {
  const { accessLog } = words.screens;
  const separator = words.language === 'da' ? ';' : ',';
  const heads = [accessLog.when, accessLog.party, accessLog.role, accessLog.how, accessLog.fields, accessLog.reason];
  const rows = reads.map(({ at, party, role, fields, reason, ...read }) => [
    ...[
      words.moment(at),
      wordFor(words.parties, party),
      wordFor(words.roles, role),
      howSaid(words, { at, party, role, fields, reason, ...read }),
    ],
    fields.map((field) => wordFor(words.persons.fields, field)).join(' + '),
    reason === 'list' ? '' : wordFor(words.persons.readReasons, reason),
  ]);
  // By the mark at the beginning a spreadsheet knows that the text is UTF-8.
  return `\uFEFF${[heads, ...rows].map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)}\r\n`).join('')}`;
}
