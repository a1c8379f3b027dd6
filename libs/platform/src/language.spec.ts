import type { Language } from '@relet/words';
import { languageOf } from './language.js';

const ASKED: [header: string | undefined, otherwise: Language, language: Language][] = [
  ['da', 'en', 'da'],
  ['en;q=0.5, da', 'en', 'da'],
  ['da;q=0.5, en', 'da', 'en'],
  ['da, en', 'en', 'da'],
  ['da-DK,da;q=0.9,en-US;q=0.8,en;q=0.7', 'en', 'da'],
  ['en-GB,en;q=0.9,da;q=0.8', 'da', 'en'],
  ['DA-dk', 'en', 'da'],
  ['sv, da;q=0.3', 'en', 'da'],
  ['da;q=0, *', 'da', 'en'],
  [undefined, 'en', 'en'],
  [undefined, 'da', 'da'],
  ['', 'da', 'da'],
  ['*', 'en', 'en'],
  ['*', 'da', 'da'],
  ['sv, de', 'en', 'en'],
  ['sv, de', 'da', 'da'],
  ['dansk', 'en', 'en'],
  [';;,=', 'da', 'da'],
];
test.each(ASKED)('"%s", else %s, is answered in %s', (header, otherwise, language) => expect(languageOf(header, otherwise)).toBe(language));
