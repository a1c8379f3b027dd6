import type { Principal } from './access/principal.js';
import type { ProblemCode } from './problems.js';

/** Headers or query parameters as they were sent. */
export type Sent = Readonly<Record<string, string | undefined>>;

/** What is known of a request when it ends, for log and metrics. */
export interface Observed {
  principal?: Principal;
  problemCode?: ProblemCode;
}

/** A request on its way through the house. */
export interface RequestUnderWay extends Observed {
  id?: string;
  method?: string;
  headers: Sent;
}

/** The head of a reply, to which a route may add. */
export interface ReplyHead {
  header(name: string, value: string): ReplyHead;
}
