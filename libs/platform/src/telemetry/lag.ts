/** How far the read models are behind the log. */
export interface Lag {
  position: string | null;
  /** How much of the log the read models have not seen: events in a file, bytes in EventStoreDB. */
  positions: number;
  /** Age of the oldest event that they have not seen. */
  seconds: number;
  /** Streams that are parked because they cannot be read. */
  parked: number;
  /** Why the read models do not go on now, if they do not. */
  hindered?: string;
}
