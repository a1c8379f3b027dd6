import { Injectable } from '@nestjs/common';
import { asOf, foldHistory, liveFacts, upcast, type UnitHistory } from '@relet/domain';
import { Chains, HistoryUnreadable, type Principal, type Times } from '@relet/platform';
import type { HomeQuery } from '../lists/lists.queries.js';
import { Lists, type Stands } from '../lists/lists.js';
import { BoardReader } from '../reader.js';
import { Shown } from '../shown.js';
import { WaitingList } from '../waiting.js';
import type { CouldMeet, HomeVacancyAnswer } from './strip.answers.js';
import { stripOf } from './strip.js';

/** Tells of one home how its vacancy has gone, from its own events. */
@Injectable()
export class Strips {
  constructor(
    private readonly lists: Lists,
    private readonly reader: BoardReader,
    private readonly waiting: WaitingList,
    private readonly chains: Chains,
    private readonly shown: Shown,
  ) {}

  /** Refuses UNIT_UNKNOWN, also for a home out of sight. Throws HistoryUnreadable. */
  async of(unit: string, query: HomeQuery, principal: Principal): Promise<HomeVacancyAnswer> {
    const stands = await this.lists.stands(unit, query, principal);
    const { times, events, row } = stands;
    const { history, live } = folded(unit, stands);
    const policyOn = (await this.reader.policies([row.municipality], times.knownAt))(row.municipality);
    const vacancy = (history && stripOf(history, live, times.asOf, policyOn)) ?? null;
    const couldMeet = await this.couldMeet(unit, row.municipality, times, principal);
    return {
      ...{ unit, ...times, ...(await this.lists.standing()), ...this.chains.toldOf(events) },
      ...{ vacancy, couldMeet },
      ...(await this.shown.on([...couldMeet, ...(vacancy?.offers ?? []).map(({ citizen }) => (citizen ? { citizen } : {}))], principal)),
    };
  }

  /** The citizens for whom the waiting list names this home. */
  private async couldMeet(unit: string, municipality: string, times: Times, principal: Principal): Promise<CouldMeet[]> {
    const then = await this.reader.homesThen(times, principal);
    const citizens = await this.waiting.on(times, principal, municipality, then);
    return citizens.flatMap(({ citizen, deadline, daysLeft, readyBy, homes }) => {
      const here = homes.find((home) => home.unit === unit);
      if (!here || deadline === null || daysLeft === null || readyBy === null) return [];
      return [{ citizen, deadline, daysLeft, readyBy, daysToSpare: here.daysToSpare }];
    });
  }
}

function folded(unit: string, { known, times }: Stands): { history: UnitHistory | undefined; live: ReturnType<typeof liveFacts> } {
  try {
    const live = asOf(liveFacts(known.map(upcast)), times.asOf);
    return { history: foldHistory(unit, live), live };
  } catch {
    throw new HistoryUnreadable();
  }
}
