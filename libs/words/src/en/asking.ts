import type { AskingWords } from '../words.js';

/** What a person is asked before something unlikely is recorded. */
export const asking: AskingWords = {
  areYouSure: 'Are you sure? This is legal, but unlikely:',
  inLine: (line) => `line ${line}`,
  question: 'Record it all the same? (yes/no) ',
  yes: ['y', 'yes'],
  nothingWritten: 'Nothing was written. Answer yes at a terminal, or say --yes.',
};
