import { counted } from '../counts.js';
import type { ScreenWords } from '../../words.js';

/** At finde en person ved navn eller CPR-nummer. */
export const find: ScreenWords['find'] = {
  about: 'Enhver, der er registreret, kan findes, også efter indflytning. Hvert navn, der vises, logges med sin begrundelse.',
  box: 'Navn eller CPR-nummer',
  boxOfNames: 'Navn',
  hint: 'Begyndelsen af navne, fra tre bogstaver, eller nummerets ti cifre. Det kan ingen læse bagefter.',
  hintOfNames: 'Begyndelsen af navne, fra tre bogstaver. Det kan ingen læse bagefter.',
  tenDigits: 'Et CPR-nummer har ti cifre og begynder med en dato.',
  noNumbers: 'CPR-numre registreres ikke her, eller ikke for dig: søg på navn.',
  threeLetters: 'Mindst tre bogstaver.',
  municipality: 'Kommune',
  find: 'Find',
  finding: 'søger ...',
  found: (count) => `${counted(count, 'person', 'personer')} fundet.`,
  more: 'Der er flere, end der vises: skriv mere af navnet.',
  none: 'Ingen er registreret under det.',
  hide: 'Skjul igen',
};
