import type { AskingWords } from '../words.js';

/** What a person is asked before something unlikely is recorded. */
export const asking: AskingWords = {
  areYouSure: 'Er du sikker? Det er tilladt, men usædvanligt:',
  inLine: (line) => `linje ${line}`,
  question: 'Skal det registreres alligevel? (ja/nej) ',
  yes: ['j', 'ja', 'y', 'yes'],
  nothingWritten: 'Intet er registreret. Svar ja på en terminal, eller gentag kommandoen med --yes.',
};
