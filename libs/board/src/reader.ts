import { Injectable } from '@nestjs/common';
import { liveFacts, policyOn, type CivilDate, type Fact, type PolicyFields } from '@relet/domain';
import { Clock, Projector, readable, sees, seesStream, Streams, type Principal } from '@relet/platform';
import type { BoardRow } from './board.projection.js';

/** Which policy is in force in a municipality on a day. */
export type PolicyOf = (municipality: string) => (day: CivilDate) => PolicyFields;

/** What a principal may see, narrowed to one municipality when one is asked for. */
export const inSight =
  (principal: Principal, only?: string) =>
  ({ municipality }: { municipality: string }): boolean =>
    sees(principal, municipality) && (only === undefined || only === municipality);

/** Reads what every question to the board needs: rows of a day, and policies. */
@Injectable()
export class BoardReader {
  constructor(
    readonly projector: Projector,
    private readonly streams: Streams,
    readonly clock: Clock,
  ) {}

  /** The day that is asked for, else today; first waits until what was written up to `after` can be read, else NotYetVisible. */
  async day({ after, asOf }: { after?: string; asOf?: CivilDate }): Promise<CivilDate> {
    if (after) await this.projector.reached(after);
    return asOf ?? this.clock.today();
  }

  /** What could not be read, as far as the principal may see it: every answer without it says so. */
  parked(principal: Principal): string[] {
    return this.projector.model.progress().parked.flatMap(({ stream }) => (seesStream(principal, stream) ? stream : []));
  }

  /** For each home the row that holds on the day. */
  rows(day: CivilDate): BoardRow[] {
    const sql = `SELECT row FROM board_home AS h WHERE valid_from = (SELECT max(valid_from) FROM board_home WHERE stream = h.stream AND valid_from <= ?) ORDER BY unit`;
    return (this.projector.model.query.prepare(sql).pluck().all(day) as string[]).map((row) => JSON.parse(row) as BoardRow);
  }

  /** The row of one home on the day, when the home is known. */
  row(unit: string, day: CivilDate): BoardRow | undefined {
    const sql = 'SELECT row FROM board_home WHERE stream = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1';
    const text = this.projector.model.query.prepare(sql).pluck().get(`unit-${unit}`, day) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as BoardRow);
  }

  async policies(municipalities: Iterable<string>): Promise<PolicyOf> {
    const agreed = new Map<string, Fact[]>();
    for (const municipality of new Set(municipalities))
      agreed.set(municipality, liveFacts(readable(await this.streams.loadOrLast(`policy-${municipality}`))));
    return (municipality) => (day) => policyOn(agreed.get(municipality) ?? [], day);
  }
}
