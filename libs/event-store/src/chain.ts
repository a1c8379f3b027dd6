import { hash } from 'node:crypto';
import { StoreError } from './errors.js';
import type { EventDraft, StoredEvent } from './port.js';
import { isReadable } from './unreadable.js';

/** The `prev` of a stream's first event. */
export const GENESIS = '0'.repeat(64);

/** The last event of a stream, as far as the next one needs it. */
export interface ChainHead {
  revision: number;
  hash: string;
  recordedAt: string;
}

/** A text that stands in JSON as it is: most are ids, days, hashes and names of things. */
const AS_IT_IS = /^[ !#-[\]-~]*$/;

/** RFC 8785 JSON: keys in UTF-16 order, integers only, well-formed strings. Throws NOT_CANONICAL for anything else. */
export function canonical(value: unknown): string {
  if (typeof value === 'string') {
    if (AS_IT_IS.test(value)) return `"${value}"`;
    if (!value.isWellFormed()) throw notCanonical('a string that is not well-formed');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw notCanonical('a number that is no integer');
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw notCanonical(`a ${typeof value}`);
}

function canonicalObject(value: Record<string, unknown>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field !== undefined) text += `${text && ','}${canonical(key)}:${canonical(field)}`;
  }
  return `{${text}}`;
}

const notCanonical = (what: string) => new StoreError('NOT_CANONICAL', `An event cannot hold ${what}.`);

/** SHA-256 in lower-case hex of the canonical JSON of all fields but `hash` (docs/law.md 3.4). */
export function hashOf(event: Omit<StoredEvent, 'hash'>): string {
  return sha256(textWith(event, ''));
}

/** The canonical JSON of a whole event, its hash included. */
export function textOf(event: StoredEvent): string {
  return textWith(event, `"hash":${canonical(event.hash)},`);
}

/** Writes the envelope's keys in their canonical order by hand, which is faster: only the keys of the payload have to be sorted. */
function textWith(event: Omit<StoredEvent, 'hash'>, hashed: string): string {
  const text = (key: keyof typeof event) => `"${key}":${canonical(event[key])}`;
  const who = `${text('actor')},${text('causationId')},${text('commandHash')},${text('commandId')},${text('correlationId')}`;
  const what = `${text('effective')},${hashed}${text('id')},${text('municipality')},${text('party')},${text('payload')},${text('prev')}`;
  return `{${who},${what},${text('recordedAt')},${text('revision')},${text('role')},${text('stream')},${text('type')},${text('v')}}`;
}

/** SHA-256 of a text in lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** An event with its place in a stream and its time of recording, and no link yet. */
export type PlacedEvent = Omit<StoredEvent, 'prev' | 'hash'>;

/** Gives drafts their place and time behind the last event of a stream; recordedAt never goes back. */
export function place(
  last: Pick<ChainHead, 'revision' | 'recordedAt'> | undefined,
  stream: string,
  drafts: readonly EventDraft[],
  now: string,
): PlacedEvent[] {
  const { revision, recordedAt } = last ?? { revision: -1, recordedAt: '' };
  return drafts.map((draft, n) => ({ ...draft, stream, revision: revision + 1 + n, recordedAt: now > recordedAt ? now : recordedAt }));
}

/** Gives drafts their place, time and link behind a stream's head. */
export function link(head: ChainHead | undefined, stream: string, drafts: readonly EventDraft[], now: string): StoredEvent[] {
  let prev = head?.hash ?? GENESIS;
  return place(head, stream, drafts, now).map((placed) => {
    const event = { ...placed, prev, hash: hashOf({ ...placed, prev }) };
    prev = event.hash;
    return event;
  });
}

/** Where and how a chain is broken. */
export interface Break {
  stream: string;
  revision: number;
  kind: 'hash' | 'prev' | 'gap' | 'recordedAt' | 'text' | 'stream';
}

/** Checks that one event follows the head of its stream; answers the break, or undefined when the link holds. */
export function checkLink(head: ChainHead | undefined, event: StoredEvent): Break | undefined {
  const { stream, revision } = event;
  if (revision !== (head?.revision ?? -1) + 1) return { stream, revision: (head?.revision ?? -1) + 1, kind: 'gap' };
  if (!isReadable(event)) return { stream, revision, kind: 'text' };
  if (event.prev !== (head?.hash ?? GENESIS)) return { stream, revision, kind: 'prev' };
  if (hashOfOrNothing(event) !== event.hash) return { stream, revision, kind: 'hash' };
  if (head && event.recordedAt < head.recordedAt) return { stream, revision, kind: 'recordedAt' };
  return undefined;
}

function hashOfOrNothing(event: StoredEvent): string | undefined {
  try {
    return hashOf(event);
  } catch {
    return undefined;
  }
}

/** Checks a whole stream from its first event; answers the first break, or undefined when there is none. */
export function verifyStream(events: readonly StoredEvent[]): Break | undefined {
  let head: ChainHead | undefined;
  for (const event of events) {
    const broken = checkLink(head, event);
    if (broken) return broken;
    head = event;
  }
  return undefined;
}

const namespaces = new Map<string, Buffer>();

/** A namespace as bytes; there are few. */
function bytesOf(namespace: string): Buffer {
  const known = namespaces.get(namespace);
  if (known) return known;
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  namespaces.set(namespace, bytes);
  return bytes;
}

/** A name-based UUID (version 5): the same namespace and name give the same UUID everywhere. */
export function uuidV5(namespace: string, name: string): string {
  const hex = hash('sha1', Buffer.concat([bytesOf(namespace), Buffer.from(name)]));
  // RFC 9562: the thirteenth digit is the version, the two highest bits of the seventeenth are the variant.
  const variant = ((Number.parseInt(hex[16] as string, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
