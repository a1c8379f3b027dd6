import { historyOf, isCorrection, liveFacts, maxDate, movedOn, NEW_CONTENTS, upcast, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import type { FieldChange, StreamKind } from '@relet/platform';
import type { TimelineEvent } from './timeline.answers.js';
import { VIEWS, type States } from './views.js';

/** A history's events in the order of recording, each with how it stands after corrections. */
export function timelineOf(events: readonly LogEvent[]): TimelineEvent[] {
  const facts = events.map(upcast);
  const live = new Map(liveFacts(facts).map((fact) => [fact.id, fact]));
  const corrections = Map.groupBy(facts.filter(isCorrection), ({ payload }) => payload.target);
  return events.map((event, n) => {
    const { id, type, revision, effective, recordedAt, actor, role, party, payload, hash } = event;
    const now = live.get(id);
    const correction = isCorrection(facts[n] as Fact);
    const changed = now && (now.effective !== effective || now.payload !== (facts[n] as Fact).payload);
    return {
      id,
      type,
      revision,
      effective,
      recordedAt,
      actor,
      role,
      party,
      payload,
      standing: correction ? 'correction' : !now ? 'retracted' : changed ? 'corrected' : 'live',
      ...(changed && { now: { effective: now.effective, payload: now.payload } }),
      correctable: now !== undefined && NEW_CONTENTS.has(now.type),
      correctedBy: corrections.get(id)?.map((each) => each.id) ?? [],
      hash,
    };
  });
}

/** What an event has made of a history: how it was then seen, and what differs from before. */
export interface Told<K extends StreamKind> {
  event: TimelineEvent;
  state: States[K];
  changes: FieldChange[];
}

/** Replays a history event by event in the order of recording: what was known after each, and what it changed. */
export function* replay<K extends StreamKind>(kind: K, events: readonly LogEvent[]): Generator<Told<K>> {
  const timeline = timelineOf(events);
  const { book, view } = VIEWS[kind];
  let [history, latest] = [historyOf(book, []), ''];
  let before: object = {};
  for (const [n, event] of timeline.entries()) {
    history = movedOn(book, history, [upcast(events[n] as LogEvent)]).history;
    latest = maxDate(latest, event.effective);
    const state = view(book.on(history.state, latest), history.live, latest) as States[K];
    yield { event, state, changes: changesBetween(before, state) };
    before = state;
  }
}

/** The fields in which two values differ. */
export function changesBetween(from: unknown, to: unknown, field = ''): FieldChange[] {
  if (from === to || JSON.stringify(from) === JSON.stringify(to)) return [];
  const objects = [from, to].every((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  if (!objects) return [{ field, from: from ?? null, to: to ?? null }];
  const [left, right] = [from as Record<string, unknown>, to as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((key) => key !== 'day');
  return keys.flatMap((key) => changesBetween(left[key], right[key], field ? `${field}.${key}` : key));
}
