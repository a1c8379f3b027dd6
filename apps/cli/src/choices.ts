import { factReportedBy, type CommandName, type Field } from '@relet/domain';
import type { ProblemDocument } from '@relet/platform';
import { listFor, nearest, wordFor, type Words } from '@relet/words';
import { fieldsOf } from './fields.js';

/** What may be written for a field of a closed list: its codes, with their words. */
export function choicesOf(name: CommandName, { name: field, codes = [] }: Field, words: Words): string {
  const list = listFor(words, factReportedBy(name), field);
  return codes.map((code) => (list?.[code] === undefined ? code : `${code} (${list[code]})`)).join(', ');
}

/** A problem that tells the words of closed lists beside their codes, and which of them was probably meant. */
export function withChoices(
  problem: ProblemDocument,
  name: CommandName,
  typed: Readonly<Record<string, unknown>>,
  words: Words,
): ProblemDocument {
  const errors = problem.errors?.map((error) => {
    const field = fieldsOf(name).find((each) => each.codes && error.pointer === `/${each.name}`);
    if (!field || typed[field.name] === undefined) return error;
    const all = [...(field.codes ?? []), ...Object.values(listFor(words, factReportedBy(name), field.name) ?? {})];
    const near = nearest(String(typed[field.name]), all);
    const detail = words.commandLine.usage.choices(wordFor(words.fields, field.name), choicesOf(name, field, words));
    return { ...error, detail: near === undefined ? detail : `${detail} ${words.perhaps(near)}` };
  });
  return { ...problem, ...(errors && { errors }) };
}
