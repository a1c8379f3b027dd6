import { WORDS, type HintWords, type ImportHints, type Language, type Words } from '@relet/words';

/** The words of an import, with what helps as whoever imports would name it. */
export interface Hinted extends Words {
  hint: HintWords;
}

export const hinted = (language: Language = 'en', hints: ImportHints = 'parameters'): Hinted => ({
  ...WORDS[language],
  hint: WORDS[language].importing.hints[hints],
});
