import type { WhyNot } from '../not-serving.js';

/** How far the read models are behind the log. */
export interface Lag {
  position: string | null;
  /** How much of the log the read models have not seen: events in a file, bytes on a server. Null while the log cannot be reached. */
  positions: number | null;
  /** Events that they have not seen, counted up to 1,000. Null while the log cannot be reached. */
  events: number | null;
  /** Age of the oldest event that they have not seen; while the log cannot be reached, seconds since they were last known to show all of it. */
  seconds: number;
  /** Streams that are parked because they cannot be read. */
  parked: number;
  /** Why the read models do not go on now, if they do not. */
  hindered?: WhyNot;
}
