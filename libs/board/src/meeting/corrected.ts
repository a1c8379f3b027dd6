import { isCorrection, liveFacts, type Fact, type Instant } from '@relet/domain';
import type { Corrected } from './meeting.answers.js';

/** Corrections of a home recorded after an instant, in recorded order. */
export function correctedSince(
  home: Pick<Corrected, 'unit' | 'municipality' | 'building'>,
  recorded: readonly Fact[],
  after: Instant,
): Corrected[] {
  return recorded.flatMap((fact, n) => {
    if (!isCorrection(fact) || fact.recordedAt <= after) return [];
    const [before, now] = [recorded.slice(0, n), recorded.slice(0, n + 1)].map((known) =>
      liveFacts(known).find(({ id }) => id === fact.payload.target),
    );
    const wrong = before ?? recorded.find(({ id }) => id === fact.payload.target);
    if (!wrong) return [];
    return {
      ...home,
      event: wrong.type,
      how: now ? 'corrected' : 'retracted',
      effective: wrong.effective,
      reason: fact.payload.reason,
      recordedAt: fact.recordedAt,
      changes: now ? changesOf(wrong, now) : [],
    };
  });
}

function changesOf(from: Fact, to: Fact): Corrected['changes'] {
  const [before, after] = [
    { effective: from.effective, ...from.payload },
    { effective: to.effective, ...to.payload },
  ] as Record<string, unknown>[];
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .map((field) => ({ field, from: before?.[field] ?? null, to: after?.[field] ?? null }))
    .filter((change) => change.from !== change.to);
}
