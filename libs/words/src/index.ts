/** The door of the words: all that people read, in Danish and in English. Data and pure functions: a browser can read it too. */
import type { BiWords } from './bi.js';
import { bi as biInDanish } from './da/bi.js';
import { da } from './da.js';
import { bi as biInEnglish } from './en/bi.js';
import { en } from './en.js';
import type { Language } from './lists.js';
import type { Words } from './words.js';

/** The words of each language. */
export const WORDS: Readonly<Record<Language, Words>> = { da, en };
/** What analysts read beside their schema; apart, because no browser needs it. */
export const BI_WORDS: Readonly<Record<Language, BiWords>> = { da: biInDanish, en: biInEnglish };

export type * from './bi.js';
export type * from './lists.js';
export type * from './words.js';
export { beginning, csvLine, Kroner, type CsvCell } from './csv.js';
export { rowsIn } from './passed-over.js';
export { nearest, nearestOf } from './nearest.js';
export { aheadSaid, fieldSaid, fieldsSaid, valueSaid } from './facts.js';
export { whySaid, type WhyTold } from './day.js';
export { callingIt, fill, fillSaid, listFor, noOf, onScreen, sentenceOf, wordFor, type Details } from './sentence.js';
