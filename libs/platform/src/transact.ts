import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { historyOf, movedOn, Refusal, upcast, type Book, type Fact, type History, type Kind, type NewFact } from '@relet/domain';
import {
  canonical,
  link,
  place,
  sha256,
  uuidV5,
  VersionConflict,
  type EventDraft,
  type EventStore,
  type Json,
  type LogEvent,
  type PlacedEvent,
  type StoredEvent,
} from '@relet/event-store';
import { Clock } from './clock.js';
import type { Principal } from './access/principal.js';
import type { BareReceipt } from './receipt.answers.js';
import { Streams, type Standing } from './streams.js';
import { Metrics } from './telemetry/metrics.js';
import { EVENT_STORE } from './tokens.js';

/** Namespace of the command ids that are made of a principal and an Idempotency-Key. */
const COMMANDS = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5a';

/** One command on its way into one stream. */
export interface StreamOrder {
  stream: string;
  municipality: string;
  commandId: string;
  commandHash: string;
  principal: Principal;
  /** The command that led to this one, when it follows from another. */
  causedBy?: string;
  /** The rules run, and nothing is written. */
  dryRun?: boolean;
  /** Decided on what stands now, also when the command has written here before: a claim that was released is made anew. */
  afresh?: boolean;
}

/** Thrown by a decision that has to win something elsewhere first: it is asked again on the stream as it stands. */
export class NotOnAGuess extends Error {}

/**
 * Decides on a stream as it stands: new facts, none when nothing changes, or a refusal. `isGuess`: on a stream as it was last seen, which the append confirms
 * or not.
 */
export type Decide<K extends Kind> = (history: History<K>, isGuess: boolean) => Promise<readonly NewFact[]> | readonly NewFact[];

/** One of several commands on one stream, and how it is decided. */
export interface Step<K extends Kind> {
  order: StreamOrder;
  decide: Decide<K>;
}

/** What was written, or would be, and how the stream stood before it. */
export interface Written<K extends Kind> {
  before: History<K>;
  added: readonly Fact[];
  receipts: BareReceipt[];
}

/** An event of the log, or one that is about to be written and has no position yet. */
type Stored = PlacedEvent & { position?: string };

/** What was decided: the events to be written, the facts that they are, and an answer for each command. */
interface Decided {
  receipts: BareReceipt[];
  stored: Stored[];
  added: Fact[];
}

/** The same Idempotency-Key with another command: 422. */
export class KeyReused extends Error {}

/** A command id from principal and Idempotency-Key, random without a key. */
export function commandIdOf(principal: Principal, key: string | undefined): string {
  return key === undefined ? randomUUID() : uuidV5(COMMANDS, `${principal.id}/${key}`);
}

/** SHA-256 of the command's name, target and fields. */
export function commandHashOf(name: string, target: string, fields: object): string {
  return sha256(canonical({ name, target, fields }));
}

/** Lost races decided again before the caller is told. */
const ATTEMPTS = 12;

/** Load, decide, append, and decide again after a lost race: once for all streams. */
@Injectable()
export class Transact {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly streams: Streams,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Runs a decision on a stream until it is written, refused, or found to be written already by the same command.
   * `decide` gets the stream's events and answers new facts; none means that nothing changes.
   */
  async run<K extends Kind>(book: Book<K>, order: StreamOrder, decide: Decide<K>): Promise<BareReceipt> {
    const { receipts } = await this.inOneAppend(book, [{ order, decide }]);
    return receipts[0] as BareReceipt;
  }

  /**
   * Runs several commands on one stream, each decided on what the ones before it have led to, and writes all of them in one
   * append or none. A refusal names its command by `at`, its place in the list.
   */
  async inOneAppend<K extends Kind>(book: Book<K>, steps: readonly Step<K>[]): Promise<Written<K>> {
    const [{ order: first } = { order: undefined }] = steps;
    if (!first) return { before: historyOf(book, []), added: [], receipts: [] };
    const guessed = first.dryRun ? undefined : await this.onAGuess(book, steps, first);
    if (guessed) return guessed;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.streams.standing(book, first.stream);
      const decided = await this.decideAll(book, steps, before);
      const { receipts, stored, added } = decided;
      if (first.dryRun) return { before, added, receipts: asDryRun(receipts, before.recorded.at(-1), stored) };
      if (!stored.length) return { before, added, receipts };
      const written = await this.written(first.stream, before, decided);
      if (written) return written;
    }
    throw new Refusal('VERSION_CONFLICT');
  }

  /**
   * Decides on the stream as it was last seen, which saves a look at its end: the append finds out whether it still stands there. Undefined unless something was
   * written, for nothing is refused, and nothing called unchanged, on a guess.
   */
  private async onAGuess<K extends Kind>(
    book: Book<K>,
    steps: readonly Step<K>[],
    { stream }: StreamOrder,
  ): Promise<Written<K> | undefined> {
    const before = this.streams.lastSeen(book, stream);
    const decided = before && (await this.decideAll(book, steps, before, true).catch(noGuess));
    return before && decided?.stored.length ? this.written(stream, before, decided) : undefined;
  }

  /** Undefined after a lost race. */
  private async written<K extends Kind>(
    stream: string,
    before: Standing<K>,
    { receipts, stored, added }: Decided,
  ): Promise<Written<K> | undefined> {
    const expected = before.recorded.at(-1)?.revision ?? 'noStream';
    try {
      const { position, revision } = await this.metrics.appending(() => this.store.append(stream, expected, stored as StoredEvent[]));
      this.streams.wrote(stream, revision);
      // What was written is read back, never remembered: a server answers yes, too, when another process has written the same command first.
      const withPosition = (receipt: BareReceipt) =>
        receipt.position === null && receipt.revision >= 0 ? { ...receipt, position } : receipt;
      return { before, added, receipts: receipts.map(withPosition) };
    } catch (error) {
      if (error instanceof VersionConflict) return undefined;
      throw error;
    }
  }

  private async decideAll<K extends Kind>(
    book: Book<K>,
    steps: readonly Step<K>[],
    before: Standing<K>,
    isGuess = false,
  ): Promise<Decided> {
    const { recorded } = before;
    const written = eventsOf(steps, before);
    let history: History<K> = before;
    const [stored, added]: [Stored[], Fact[]] = [[], []];
    const receipts: BareReceipt[] = [];
    for (const [at, { order, decide }] of steps.entries()) {
      const own = written.get(order.commandId) ?? [];
      if (own.length && !order.afresh) {
        receipts.push(again(order, own));
        continue;
      }
      const last = stored.at(-1) ?? recorded.at(-1);
      const reported = await refusedAt(at, () => decide(history, isGuess));
      const events = asEvents(order, last, reported, { before: own.length, now: this.clock.now() });
      stored.push(...events);
      const facts = (events as LogEvent[]).map(upcast);
      added.push(...facts);
      if (at < steps.length - 1) history = movedOn(book, history, facts).history;
      written.set(order.commandId, [...own, ...events]);
      receipts.push(receiptOf(order.stream, events.at(-1) ?? last, events));
    }
    return { receipts, stored, added };
  }
}

function noGuess(error: unknown): undefined {
  if (!(error instanceof Refusal) && !(error instanceof NotOnAGuess)) throw error;
}

/** Facts as events behind the last one of the stream; linked to it when they are going to be written. */
function asEvents(
  order: StreamOrder,
  last: Stored | undefined,
  facts: readonly NewFact[],
  { before, now }: { before: number; now: string },
): Stored[] {
  const { stream, commandId, commandHash, municipality, principal, causedBy, dryRun } = order;
  const { party, role } = principal.by;
  const drafts = facts.map(({ type, v, effective, payload }, n): EventDraft => ({
    id: uuidV5(COMMANDS, `${commandId}/${stream}/${before + n}`),
    type,
    v,
    effective,
    actor: principal.id,
    role,
    party,
    municipality,
    commandId,
    commandHash,
    correlationId: causedBy ?? commandId,
    causationId: causedBy ?? commandId,
    payload: payload as unknown as Record<string, Json>,
  }));
  return (dryRun ? place : link)(last as StoredEvent | undefined, stream, drafts, now);
}

/** What the stream already holds of the commands that are about to be decided. */
function eventsOf(
  steps: readonly { order: StreamOrder }[],
  { recorded, begun }: Pick<Standing<Kind>, 'recorded' | 'begun'>,
): Map<string, readonly Stored[]> {
  const written = (commandId: string, from: number | undefined) =>
    from === undefined ? [] : recorded.slice(from).filter((event) => event.commandId === commandId);
  return new Map(steps.map(({ order: { commandId } }) => [commandId, written(commandId, begun.get(commandId))]));
}

function again({ stream, commandHash }: StreamOrder, before: readonly Stored[]): BareReceipt {
  if (before.some((event) => event.commandHash !== commandHash)) throw new KeyReused();
  return receiptOf(stream, before.at(-1), before);
}

/** A refusal among several commands says which of them it refused. */
async function refusedAt(at: number, decide: () => ReturnType<Decide<Kind>>): Promise<readonly NewFact[]> {
  try {
    return await decide();
  } catch (error) {
    if (error instanceof Refusal) error.at = at;
    throw error;
  }
}

function receiptOf(stream: string, last: Stored | undefined, events: readonly Stored[]): BareReceipt {
  return {
    stream,
    revision: last?.revision ?? -1,
    position: last?.position ?? null,
    recordedAt: events.at(-1)?.recordedAt ?? null,
    events: events.map(summary),
  };
}

/** What would follow, with its content; nothing of it has a place in the log. */
function asDryRun(receipts: readonly BareReceipt[], head: LogEvent | undefined, added: readonly Stored[]): BareReceipt[] {
  const payloads = new Map(added.map(({ id, payload }) => [id, payload]));
  const place = { revision: head?.revision ?? -1, position: head?.position ?? null, recordedAt: null, dryRun: true as const };
  const withContent = (event: BareReceipt['events'][number]) => {
    const payload = payloads.get(event.id);
    return payload ? { ...event, payload } : event;
  };
  return receipts.map((receipt) => ({ ...receipt, ...place, events: receipt.events.map(withContent) }));
}

const summary = ({ id, type, effective, revision }: Stored) => ({ id, type, effective, revision });
