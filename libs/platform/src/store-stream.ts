import { randomUUID } from 'node:crypto';
import { link, type ChainHead, type EventStore, type Json } from '@relet/event-store';
import { STORE_STREAM } from './stream-names.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What is written into the stream in which a store says what it is. */
export interface OfStore {
  type: 'StoreOpened' | 'RemovalsFollowed';
  payload: { readonly [key: string]: Json };
  now: string;
}

/** Adds an event behind the last one of the store's own stream. Throws VersionConflict when another process was first. */
export async function tellOfStore(store: Pick<EventStore, 'append'>, last: ChainHead | undefined, told: OfStore): Promise<void> {
  const { type, payload, now } = told;
  const draft = {
    id: randomUUID(),
    type,
    v: 1,
    effective: now.slice(0, 10),
    actor: 'system',
    role: 'operator',
    party: 'system',
    municipality: '',
    commandId: NOBODY,
    commandHash: '',
    correlationId: NOBODY,
    causationId: NOBODY,
    payload,
  };
  await store.append(STORE_STREAM, last?.revision ?? 'noStream', link(last, STORE_STREAM, [draft], now));
}
