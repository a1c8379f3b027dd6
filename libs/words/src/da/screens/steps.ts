import type { ScreenWords } from '../../words.js';

/** Dialogen, hvor et skridt for en bolig registreres fra ethvert skærmbillede. */
export const steps: ScreenWords['steps'] = {
  which: 'Skridt',
  wholeHome: 'Åbn boligen',
  other: 'Andre skridt',
  otherOf: (unit) => `Andre skridt for ${unit}`,
  of: (unit, step) => `${step}: ${unit}`,
  theirs: { administrator: 'det gør administrator', municipality: 'det gør kommunen' },
  theirSteps: { administrator: 'Det gør administrator', municipality: 'Det gør kommunen' },
};
