import type { Typed } from '../../state/drafts';
import type { Card } from './card';

type Given = Readonly<Record<string, Typed>>;

/** What a form is filled in with, from what is recorded already: a default to be changed, never a rule. */
export function givenFor(command: string, { death, notice, reservation }: Card): Given {
  if (command === 'RecordVacated') return death ? { reason: 'death' } : notice ? { reason: 'notice' } : {};
  if (command === 'GiveNotice' && death) return { by: 'estate' };
  if (command === 'MakeOffer' && reservation) return { citizen: reservation.citizen };
  return {};
}
