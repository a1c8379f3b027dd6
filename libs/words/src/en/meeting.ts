import { counted } from './counts.js';
import type { MeetingWords } from '../words.js';

/** The weekly meeting's agenda. */
export const meeting: MeetingWords = {
  title: 'Weekly meeting',
  subtitle: (since, asOf, where) => `Since ${since} · as of ${asOf} · ${where}`,
  everywhere: 'all municipalities',
  printed: (position) =>
    `Written from the log up to position ${position}. Citizens without initials are shown by the last six characters of their pseudonym.`,
  notUpToDate: 'The list is not quite up to date: some events are still missing.',
  notRead: (streams) => `Could not be read and is left out: ${streams}.`,
  none: 'None.',
  respectWindow: (until) => `left in peace until ${until}`,
  sections: {
    new: {
      heading: 'New',
      about: 'Homes that have come up since last time.',
      head: ['Home', 'Building', 'Why', 'Stands at', 'Empty days', 'Ball with'],
    },
    moved: {
      heading: 'Moved',
      about: 'Homes that have come further.',
      head: ['Home', 'Building', 'From', 'To', 'Empty days', 'Ball with'],
    },
    let: {
      heading: 'Let again',
      about: 'Move-ins that were not known last time.',
      head: ['Home', 'Building', 'Vacated', 'Moved in', 'Gross days'],
    },
    stuck: {
      heading: 'Stuck',
      about: 'Nothing has happened since last time, and no day is agreed. Homes left in peace are not among them.',
      head: ['Home', 'Building', 'Stands at', 'Since', 'Empty days', 'Ball with', 'Next step'],
    },
    overdue: {
      heading: 'Over target',
      about: 'Longer in a phase than agreed. Days in which the home is left in peace never count.',
      head: ['Home', 'Building', 'Phase', 'Days', 'Target', 'Over', 'Ball with', 'Next step'],
    },
    passed: { heading: 'Agreed and not done', about: 'An agreed day has passed.', head: ['Home', 'Building', 'What', 'Day', 'Passed'] },
    offers: {
      heading: 'Offers waiting for an answer',
      about: 'The last day to answer is included.',
      head: ['Home', 'Building', 'Offered', 'Respond by', 'Left'],
    },
    guarantee: {
      heading: 'Care-home guarantee',
      about: 'Citizens without an offer whose deadline is near or past.',
      head: ['Citizen', 'Municipality', 'Decided', 'Deadline', 'Left', 'Homes that could meet it'],
    },
    corrected: {
      heading: 'Corrected',
      about: 'Events that were corrected or retracted since last time.',
      head: ['Home', 'Building', 'Event', 'Day', 'Change', 'Why', 'Recorded'],
    },
  },
  why: { vacated: 'vacated', first_let: 'new home', death: 'death', notice: 'notice', offered: 'offered' },
  how: { corrected: 'corrected', retracted: 'retracted' },
  days: (count) => counted(count, 'day', 'days'),
  daysPast: (count) => counted(count, 'day ago', 'days ago'),
};
