import { factReportedBy, type CommandName, type Field } from '@relet/domain';
import { listFor, type Words } from '@relet/words';

/** What may be written for a field of a closed list: its codes, with their words. */
export function choicesOf(name: CommandName, { name: field, codes = [] }: Field, words: Words): string {
  const list = listFor(words, factReportedBy(name), field);
  return codes.map((code) => (list?.[code] === undefined ? code : `${code} (${list[code]})`)).join(', ');
}
