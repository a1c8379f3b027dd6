import type { CommandName } from '@relet/domain';
import type { ProblemDocument } from '@relet/platform';
import { WORDS, type Language } from '@relet/words';
import { fieldsOf } from './fields.js';
import { nearest } from './usage.js';

/** A problem with what was probably meant: the nearest field for one that is not known, the nearest code for a value that is none. */
export function withHints(
  problem: ProblemDocument,
  command: CommandName,
  typed: Readonly<Record<string, unknown>>,
  language: Language,
): ProblemDocument {
  if (!problem.errors) return problem;
  const { perhaps } = WORDS[language].commandLine.usage;
  const fields = fieldsOf(command);
  const errors = problem.errors.map(({ pointer, detail }) => {
    const name = pointer.slice(1);
    const field = fields.find((each) => each.name === name);
    const near = field
      ? field.codes && nearest(String(typed[name]), field.codes)
      : nearest(
          name,
          fields.map((each) => each.name),
        );
    return { pointer, detail: near === undefined || near === typed[name] ? detail : `${detail} ${perhaps(near)}` };
  });
  return { ...problem, errors };
}
