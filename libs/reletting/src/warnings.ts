import {
  movedOn,
  newDoubts,
  UNIT,
  type EventType,
  type Fact,
  type History,
  type Home,
  type Looking,
  type WarningCode,
} from '@relet/domain';
import type { BareReceipt, Receipt, Warning } from '@relet/platform';
import { fillSaid, WORDS, type Language } from '@relet/words';

/** A warning before it is said in words: its code, and the fact that it looks at. */
export interface Unlikely {
  code: WarningCode;
  /** Absent for an event that is not recorded. */
  event?: string;
  type: EventType;
  effective: string;
  /** The day that is doubted. */
  details?: { on: string };
}

/** A receipt with what is unlikely since. */
export type HomeReceipt = BareReceipt & { unlikely: readonly Unlikely[] };

/** Facts after which a rent may have to be looked at. */
const OF_RENTS: ReadonlySet<EventType> = new Set<EventType>(['UnitRegistered', 'RentSet']);

/** True when facts that are added, or that they correct, say what a home costs. */
export function bearOnRent(added: readonly Fact[], recorded: readonly Fact[]): boolean {
  return added.some((fact) => {
    if (fact.type !== 'EventCorrected') return OF_RENTS.has(fact.type);
    return recorded.some(({ id, type }) => id === fact.payload.target && OF_RENTS.has(type));
  });
}

/**
 * What a home shows after all of its commands that it did not show before them: each with the command that has recorded the fact, or with the first one
 * when the fact was known.
 */
export function withUnlikely(
  receipts: readonly BareReceipt[],
  { before, added }: { before: History<Home>; added: readonly Fact[] },
  looking: Looking,
): HomeReceipt[] {
  if (!added.length) return receipts.map((receipt) => ({ ...receipt, unlikely: [] }));
  const { history, unchanged } = movedOn(UNIT, before, added);
  const doubts = newDoubts(before, history, unchanged, looking);
  const first = receipts.findIndex(({ events }) => events.length);
  const placed = Map.groupBy(doubts, ({ fact }) => {
    const own = receipts.findIndex(({ events }) => events.some(({ id }) => id === fact.id));
    return own < 0 ? first : own;
  });
  const isRecorded = ({ id }: Fact, { dryRun }: BareReceipt) => !dryRun || !added.some((each) => each.id === id);
  return receipts.map((receipt, n) => ({
    ...receipt,
    unlikely: (placed.get(n) ?? []).map(({ code, fact, day }) => {
      const { id, type, effective } = fact;
      return { code, ...(isRecorded(fact, receipt) && { event: id }), type, effective, ...(day && { details: { on: day } }) };
    }),
  }));
}

/** A receipt as it is answered, its warnings in words. */
export function answered({ unlikely, ...receipt }: HomeReceipt, language: Language = 'en'): Receipt {
  return { ...receipt, warnings: unlikely.map((each) => inWords(each, language)) };
}

/** A warning in words. */
export function inWords({ code, ...about }: Unlikely, language: Language): Warning {
  const words = WORDS[language];
  return { code, message: fillSaid(words, words.warnings[code], { ...about.details, type: about.type }), ...about };
}
