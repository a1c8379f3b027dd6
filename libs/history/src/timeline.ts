import {
  historyOf,
  isCorrection,
  knownAt,
  letting,
  liveFacts,
  maxDate,
  movedOn,
  onDay,
  UNIT,
  unitOn,
  upcast,
  type CivilDate,
  type Fact,
  type Instant,
  type UnitOnDay,
} from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import type { FieldChange } from '@relet/platform';
import type { HomeState } from './state.answers.js';
import type { ReplayStep, TimelineEvent } from './timeline.answers.js';

/** A home's events in the order of recording, each with how it stands after corrections. */
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
      correctedBy: corrections.get(id)?.map((each) => each.id) ?? [],
      hash,
    };
  });
}

/** The state on a day, as known at an instant; undefined when the home was not registered then. */
export function stateAt(events: readonly LogEvent[], asOf: CivilDate, K?: Instant): HomeState | undefined {
  // Events recorded later are not even read, so that one that cannot be read does not spoil the answer for an earlier moment.
  const facts = (K ? knownAt(events, K) : events).map(upcast);
  const home = unitOn(liveFacts(facts), asOf);
  return home.registered ? viewOf(home) : undefined;
}

function viewOf({ offers, pastOffers: _, lastYes: _yes, ...home }: UnitOnDay): HomeState {
  return { ...home, letting: letting({ offers, ...(home.acceptance && { acceptance: home.acceptance }) }), offers: [...offers.values()] };
}

/** Replays a home event by event in the order of recording: the state known after each, and what it changed. */
export function* replay(events: readonly LogEvent[]): Generator<ReplayStep> {
  const timeline = timelineOf(events);
  let [history, latest] = [historyOf(UNIT, []), ''];
  let before: object = {};
  for (const [n, event] of timeline.entries()) {
    history = movedOn(UNIT, history, [upcast(events[n] as LogEvent)]).history;
    latest = maxDate(latest, event.effective);
    const view = viewOf(onDay(history.state, latest));
    yield { event, stage: view.stage, letting: view.letting, changes: changesBetween(before, view) };
    before = view;
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
