import type { components } from '../../made/api';
import type { Typed } from '../state/drafts';

type Card = Pick<components['schemas']['Card'], 'death' | 'notice' | 'reservation'>;
type Given = Readonly<Record<string, Typed>>;

/** What the form of a command is filled in with, wherever it opens, from what is recorded of the home: a default to be changed, never a rule. */
export function givenFor(command: string, { death, notice, reservation }: Card): Given {
  if (command === 'RecordVacated') return death ? { reason: 'death' } : notice ? { reason: 'notice' } : {};
  if (command === 'GiveNotice' && death) return { by: 'estate' };
  if (command === 'MakeOffer' && reservation) return { citizen: reservation.citizen };
  return {};
}

/** The same for many homes at once: what is filled in for each of them alike. */
export function givenForAll(command: string, cards: readonly Card[]): Given {
  const [first = {}, ...others] = cards.map((card) => givenFor(command, card));
  return others.every((each) => JSON.stringify(each) === JSON.stringify(first)) ? first : {};
}
