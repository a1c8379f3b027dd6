import type { Fact } from '../events.js';
import type { Chapter, FactLaw, Kind, Told, UndoneBy } from './chapter.js';
import { fieldOf, sameFields } from './facts.js';

type Facts = Chapter<Kind>['facts'];

/**
 * True when the fact equals, in effective and fields, the last live one of its type for the same subject, and nothing later has undone that
 * one but what the command itself says (`own`).
 */
export function changesNothing(facts: Facts, main: Told, live: readonly Fact[], own: readonly Told[] = []): boolean {
  const law = facts[main.type];
  const last = live.findLastIndex((fact) => fact.type === main.type && fieldOf(fact, law?.about) === fieldOf(main, law?.about));
  const standing = live[last];
  if (!standing || !saysTheSame(standing, main, law)) return false;
  const said = (fact: Fact) => own.some((each) => each.type === fact.type && saysTheSame(fact, each, facts[fact.type]));
  return !live.slice(last + 1).some((fact, n) => undoes(law?.undoneBy ?? [], fact, live, last + 1 + n) && !said(fact));
}

/** A field that follows from where the home stands is no field of the command. */
function saysTheSame(known: Told, main: Told, law: FactLaw<Kind> | undefined): boolean {
  if (known.effective !== main.effective) return false;
  const { follows } = law ?? {};
  if (!follows || follows.unless(main.payload)) return sameFields(known.payload, main.payload);
  const without = (payload: object) => ({ ...payload, [follows.field]: undefined });
  return sameFields(without(known.payload), without(main.payload));
}

function undoes(undoneBy: readonly UndoneBy[], { type }: Fact, live: readonly Fact[], n: number): boolean {
  return undoneBy.some((by) => (typeof by === 'string' ? by === type : by.type === type && !by.unless(live.slice(0, n))));
}
