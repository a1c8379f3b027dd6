import type { CivilDate, DomainEvents, EventType, Fact, NewFact } from '../events.js';

/** Makes a new fact of today's version of its type. */
export function fact<T extends EventType>(type: T, effective: CivilDate, payload: DomainEvents[T]): NewFact {
  return { type, v: 1, effective, payload } as NewFact;
}

/** New facts as they would stand behind the recorded ones, to be judged before they are appended. */
export function provisional(recorded: readonly Fact[], facts: readonly NewFact[], commandId: string): Fact[] {
  const last = recorded.at(-1);
  return facts.map(
    (added, n) =>
      ({
        ...added,
        id: `${commandId}/${n}`,
        revision: (last?.revision ?? -1) + 1 + n,
        recordedAt: last?.recordedAt ?? '',
        commandId,
      }) as Fact,
  );
}

/** The value of a field of a fact's content, whatever its type. */
export function fieldOf({ payload }: { payload: object }, field: string | undefined): unknown {
  return field === undefined ? undefined : (payload as Record<string, unknown>)[field];
}

/** Equal in all fields; absent and undefined are the same. */
export function sameFields(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => sameFields(left[key], right[key]));
}
