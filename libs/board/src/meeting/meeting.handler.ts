import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  asOf,
  endOfCopenhagenDay,
  foldHistory,
  isCorrection,
  knownAt,
  liveFacts,
  plusDays,
  unitOn,
  upcast,
  type CivilDate,
  type Fact,
  type Instant,
} from '@relet/domain';
import { Malformed, Streams, type Principal, streamOf } from '@relet/platform';
import { homesOn, isActive, rowOf, type BoardRow } from '../board.projection.js';
import type { MeetingQuery } from '../board.queries.js';
import { cardOf } from '../card.js';
import { Known } from '../known.js';
import { BoardReader, sightOf, type PolicyOf } from '../reader.js';
import { Shown } from '../shown.js';
import { WaitingList } from '../waiting.js';
import { correctedSince } from './corrected.js';
import type { MeetingAnswer } from './meeting.answers.js';
import { agendaOf, type Comparison, type Moment } from './meeting.js';

/** The agenda of the weekly meeting, with the principal who asks. */
export class AskMeeting extends Query<MeetingAnswer> {
  constructor(
    readonly query: MeetingQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

/** Compares what is known now with what was known when the first day of the period began; both from the log itself. */
@QueryHandler(AskMeeting)
export class MeetingHandler implements IQueryHandler<AskMeeting, MeetingAnswer> {
  constructor(
    private readonly reader: BoardReader,
    private readonly waiting: WaitingList,
    private readonly streams: Streams,
    private readonly known: Known,
    private readonly shown: Shown,
  ) {}

  async execute({ query, principal }: AskMeeting): Promise<MeetingAnswer> {
    const { since, municipality, after } = query;
    const times = await this.reader.times({ ...(after && { after }) });
    const { asOf: day } = times;
    await this.known.mustBeKnown(query, principal, times);
    if (since > day) throw new Malformed([{ pointer: '/since', fault: 'MEETING_AHEAD' }]);
    const dayBefore = plusDays(since, -1);
    const before = endOfCopenhagenDay(dayBefore);
    const inSight = await homesOn(this.reader.readModels, day, { municipalities: sightOf(principal, municipality) });
    const rows = inSight.filter((row) => row.lastRecordedAt > before || isActive(row));
    const policies = await this.reader.policies(rows.map((row) => row.municipality));
    const homes = await Promise.all(rows.map((row) => this.compare(row, before, dayBefore, day, policies)));
    const citizens = await this.waiting.on(times, principal, municipality);
    const { position, upToDate, age } = await this.reader.readModels.standing();
    const agenda = agendaOf(homes, citizens, since, day);
    const told = await this.reader.told(principal);
    const shown = await this.shown.on(agenda.guarantee, principal);
    return { since, asOf: day, municipality: municipality ?? null, position, upToDate, age, ...told, ...agenda, ...shown };
  }

  private async compare(row: BoardRow, before: Instant, dayBefore: CivilDate, day: CivilDate, policies: PolicyOf): Promise<Comparison> {
    const { unit, municipality, building } = row;
    const recorded = (await this.streams.load(streamOf('unit', unit))).map(upcast);
    const policyOn = policies(municipality);
    return {
      now: { card: cardOf(row, day, policyOn), history: foldHistory(unit, asOf(liveFacts(recorded), day)) },
      then: momentOf(unit, knownAt(recorded, before), dayBefore, policyOn),
      touched: recorded.some((fact) => fact.recordedAt > before && !isCorrection(fact) && fact.type !== 'RentSet'),
      corrected: correctedSince({ unit, municipality, building }, recorded, before),
    };
  }
}

/** A home as it stood on a day, of what was known of it; undefined when it was not. */
function momentOf(unit: string, known: readonly Fact[], day: CivilDate, policyOn: ReturnType<PolicyOf>): Moment | undefined {
  const live = liveFacts(known);
  const home = unitOn(live, day);
  if (!home.registered) return undefined;
  const history = foldHistory(unit, asOf(live, day));
  return { history, card: cardOf(rowOf(unit, home, history, known.at(-1)?.recordedAt ?? ''), day, policyOn) };
}
