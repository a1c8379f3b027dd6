import { counted } from '../counts.js';

/** What somebody has in hand today. */
export const day = {
  mine: 'Mine',
  all: 'All',
  mineOf: (buildings: string) => `My buildings: ${buildings}`,
  allMine: 'You have named no buildings of your own, so all are shown.',
  nameThem: 'Name your buildings',
  calm: (waiting: number) => `Nothing is urgent. ${counted(waiting, 'home waits', 'homes wait')} for others.`,
  quiet: 'Nothing is urgent, and nothing waits.',
  daysPast: (days: number) => counted(days, 'day', 'days'),
  inDays: (days: number) => (days === 1 ? 'tomorrow' : `in ${days} days`),
  today: 'today',
  since: (owner: string, day: string) => `${owner} since ${day}`,
  citizen: (who: string) => `Citizen ${who}`,
  toWaiting: 'Find a home',
  notYours: 'Your roles work on other screens:',
  head: { where: 'Home', why: 'Why', days: 'Days', step: 'Next step' },
};
