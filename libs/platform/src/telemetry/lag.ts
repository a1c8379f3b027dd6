/** How far the read models are behind the log. */
export interface Lag {
  position: string | null;
  /** Positions of the log not seen yet: events in a file, bytes in EventStoreDB. */
  positions: number;
  /** Age of the oldest event not seen yet. */
  seconds: number;
  /** Homes and citizens whose history could not be read and was set aside. */
  parked: number;
  /** Why they do not go on at this moment. */
  hindered?: string;
}
