import { BadSetting, problemOf } from '@relet/platform';
import { NotAFile } from '@relet/reletting';
import { WORDS, type Language } from '@relet/words';
import { exitOf, usageProblem, type Problem } from './telling.js';
import { EXIT } from './output.js';

/** The problem of an error that came from the house, and the exit code. */
export function failureOf(error: unknown, language: Language): { problem: Problem; exit: number } {
  if (error instanceof BadSetting)
    return { problem: usageProblem(language, 'SETTING_WRONG', error.told(WORDS[language])), exit: EXIT.usage };
  const problem = problemOf(error, language);
  if (error instanceof NotAFile) return { problem: { ...problem, detail: error.message }, exit: EXIT.usage };
  return { problem, exit: exitOf(problem) };
}
