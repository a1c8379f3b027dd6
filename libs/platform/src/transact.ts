import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Refusal, upcast, type Fact, type NewFact } from '#domain';
import { canonical, seal, sha256, uuidV5, VersionConflict, type EventDraft, type EventStore, type Json, type LogEvent } from '#event-store';
import { Clock } from './clock.js';
import type { Principal } from './principals.js';
import { Streams } from './streams.js';
import { EVENT_STORE } from './tokens.js';

/** Namespace of the command ids that are made of a principal and an Idempotency-Key. */
const COMMANDS = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5a';

/** One command on its way into one stream. */
export interface Order {
  stream: string;
  municipality: string;
  commandId: string;
  commandHash: string;
  principal: Principal;
  /** The command that led to this one, when it follows from another. */
  causedBy?: string;
  /** The rules run, and nothing is written. */
  dryRun?: boolean;
}

/** What a command has led to: the same for the first answer and every later one to the same command id. */
export interface Receipt {
  stream: string;
  revision: number;
  position: string | null;
  recordedAt: string | null;
  events: { id: string; type: string; effective: string; revision: number }[];
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
  ) {}

  /**
   * Runs a decision on a stream until it is written, refused, or found to be written already by the same command.
   * `decide` gets the stream's events and answers new facts; none means that nothing changes.
   */
  async run(order: Order, decide: (recorded: readonly Fact[]) => Promise<readonly NewFact[]> | readonly NewFact[]): Promise<Receipt> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const recorded = await this.streams.load(order.stream);
      const before = recorded.filter(({ commandId }) => commandId === order.commandId);
      if (before.length) return this.again(order, before);
      const facts = await decide(recorded.map(upcast));
      if (!facts.length) return receiptOf(order.stream, recorded.at(-1), []);
      const events = this.sealed(order, recorded.at(-1), facts);
      if (order.dryRun) return { ...receiptOf(order.stream, recorded.at(-1), []), events: events.map(summary) };
      try {
        const { position } = await this.store.append(order.stream, recorded.at(-1)?.revision ?? 'noStream', events);
        const written = events.map((event) => ({ ...event, position }));
        this.streams.remember(order.stream, recorded, written);
        return receiptOf(order.stream, written.at(-1), written);
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
    throw new Refusal('VERSION_CONFLICT', 'Others write to the same home at this moment.');
  }

  private again({ stream, commandHash }: Order, before: readonly LogEvent[]): Receipt {
    if (before.some((event) => event.commandHash !== commandHash)) throw new KeyReused();
    return receiptOf(stream, before.at(-1), before);
  }

  private sealed(order: Order, head: LogEvent | undefined, facts: readonly NewFact[]) {
    const { stream, commandId, commandHash, municipality, principal, causedBy } = order;
    const { party, role } = principal.by;
    const drafts = facts.map(({ type, v, effective, payload }, n): EventDraft => ({
      id: uuidV5(COMMANDS, `${commandId}/${stream}/${n}`),
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
    return seal(head, stream, drafts, this.clock.now());
  }
}

function receiptOf(stream: string, last: LogEvent | undefined, events: readonly LogEvent[]): Receipt {
  return {
    stream,
    revision: last?.revision ?? -1,
    position: last?.position ?? null,
    recordedAt: events.at(-1)?.recordedAt ?? null,
    events: events.map(summary),
  };
}

const summary = ({ id, type, effective, revision }: Omit<LogEvent, 'position'>) => ({ id, type, effective, revision });
