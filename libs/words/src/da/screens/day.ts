import { counted } from '../counts.js';
import type { ScreenWords } from '../../words.js';

/** Det, man har i hånden i dag. */
export const day: ScreenWords['day'] = {
  mine: 'Mine',
  all: 'Alle',
  mineOf: (buildings) => `Mine bygninger: ${buildings}`,
  allMine: 'Du har ikke valgt dine bygninger, så alle vises.',
  nameThem: 'Vælg dine bygninger',
  calm: (waiting) => `Intet haster. ${counted(waiting, 'bolig', 'boliger')} venter på andre.`,
  quiet: 'Intet haster, og intet venter.',
  daysPast: (days) => counted(days, 'dag', 'dage'),
  inDays: (days) => (days === 1 ? 'i morgen' : `om ${days} dage`),
  today: 'i dag',
  since: (owner, day) => `${owner} siden ${day}`,
  citizen: (who) => `Borger ${who}`,
  toWaiting: 'Find en bolig',
  notYours: 'Dine roller arbejder på andre skærmbilleder:',
  head: { where: 'Bolig', why: 'Hvorfor', days: 'Dage', step: 'Næste skridt' },
};
