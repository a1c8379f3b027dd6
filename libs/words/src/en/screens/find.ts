import { counted } from '../counts.js';

/** Finding a person by name or civil registration number. */
export const find = {
  about: 'Whoever is registered is found, also after moving in. Each name that is shown is logged with its reason.',
  box: 'Name or civil registration number',
  boxOfNames: 'Name',
  hint: 'The beginnings of names, from three letters, or the ten digits of the number. Nobody can read it afterwards.',
  hintOfNames: 'The beginnings of names, from three letters. Nobody can read it afterwards.',
  tenDigits: 'A civil registration number has ten digits and begins with a date.',
  noNumbers: 'Civil registration numbers are not kept here, or not for you: look by name.',
  threeLetters: 'Three letters at least.',
  municipality: 'Municipality',
  find: 'Find',
  finding: 'finding ...',
  found: (count: number) => `${counted(count, 'person', 'persons')} found.`,
  more: 'There are more than are shown: write more of the name.',
  none: 'Nobody is registered under that.',
  hide: 'Hide again',
};
