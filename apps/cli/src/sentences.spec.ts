import { removalsOf } from './sentences.js';

const ENDED = { unit: 'eksempel.1', command: 'CancelAcceptance', effective: '2026-06-01' } as const;

test.each([
  ['da', 'Afsluttet: eksempel.1 aftale om boligen bortfaldet 01.06.2026.'],
  ['en', 'Ended: eksempel.1 acceptance cancelled 2026-06-01.'],
] as const)('what has ended with a citizen is told as facts, not as orders (%s)', (language, said) => {
  expect(removalsOf({ ended: [{ ...ENDED, citizen: 'e0000000-0000-5000-8000-000000000001' } as never], refused: [] }, language)).toBe(said);
});
