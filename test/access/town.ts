import { theLog } from '../histories/before/log.js';
import type { MUNICIPALITIES, Somebody } from './people.js';

export type Municipality = (typeof MUNICIPALITIES)[number];

/** A log with homes, citizens and policies of two municipalities. */
export const LOG = theLog();

/** The ids of a kind that belong to a municipality. */
const idsOf = (kind: string, municipality: string): string[] => {
  const streams = LOG.filter((event) => event.municipality === municipality && event.stream.startsWith(`${kind}-`));
  return [...new Set(streams.map(({ stream }) => stream.slice(kind.length + 1)))];
};

/** Ids as paths and bodies name them. */
export interface Ids {
  unit: string;
  citizen: string;
  municipality: string;
  actor: string;
}

/** What belongs to a municipality; the actor is one of its people. */
export const theirs = (of: Municipality, people: readonly Somebody[]): Ids => ({
  unit: of === 'eksempel' ? 'eksempel.107' : 'nordby.301',
  citizen: idsOf('citizen', of).at(-1) ?? '',
  municipality: of,
  actor: people.find((each) => each.of === of)?.id ?? '',
});

/** The same as nobody has them: a home of that municipality that is not there, a pseudonym that was never given, a municipality that is none. */
export const nobodys = (of: Municipality): Ids => ({
  unit: `${of}.999`,
  citizen: '99999999-9999-4999-8999-999999999999',
  municipality: 'nowhere',
  actor: 'account-nobodynobodynob',
});

/** What must never come to those who do not see a municipality: its name, and the pseudonyms of its citizens. */
export const marksOf = (municipality: string): string[] => [municipality, ...idsOf('citizen', municipality)];
