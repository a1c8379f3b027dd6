import { DAY_FIELDS } from './day-fields.js';
import type { EventType, Fact } from './events.js';
import { FACT_TYPES } from './live-facts.js';

/** An event as any engine gives it back: of a type and version that may be unknown here. */
export interface Recorded {
  id: string;
  type: string;
  v: number;
  revision: number;
  effective: string;
  recordedAt: string;
  commandId: string;
  payload: object;
}

/** Thrown for an event that this version cannot read. It is never skipped: its whole stream is parked. */
export class UnknownEvent extends Error {
  constructor(
    readonly type: string,
    readonly v: number,
    message = `The event ${type} v${v} is not known to this version.`,
  ) {
    super(message);
    this.name = 'UnknownEvent';
  }
}

/** Versions of today, by type, of those that have had more than one; all others stand at 1. */
const VERSIONS: Partial<Record<EventType, number>> = {};

/** Every type of event. */
export const EVENT_TYPES: readonly EventType[] = [...FACT_TYPES, 'EventCorrected', 'EventRetracted'];

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES);

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Whoever counts with a day that is none stumbles: one home's must not keep everybody from reading. */
function haveDays(effective: string, payload: object): boolean {
  const isDay = (day: unknown) => day === undefined || (typeof day === 'string' && DAY.test(day));
  return (
    isDay(effective) && Object.keys(payload).every((field) => !DAY_FIELDS.has(field) || isDay((payload as Record<string, unknown>)[field]))
  );
}

/** A recorded event in today's shape. Throws UnknownEvent for a type or version that this code does not know, and for a day that is none. */
export function upcast<T extends Recorded>(event: T): T & Fact {
  const known = KNOWN.has(event.type) ? (VERSIONS[event.type as EventType] ?? 1) : undefined;
  const { type, v, revision, payload } = event;
  if (typeof payload !== 'object' || payload === null) throw new UnknownEvent(type, v, `The event at revision ${revision} cannot be read.`);
  if (known !== v) throw new UnknownEvent(type, v);
  if (!haveDays(event.effective, payload))
    throw new UnknownEvent(type, v, `The event ${type} at revision ${revision} has a day that is none.`);
  return event as T & Fact;
}
