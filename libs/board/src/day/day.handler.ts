import { Optional } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { inOneForm } from '@relet/domain';
import { OwnBuildings, type Principal } from '@relet/platform';
import type { NextStepName } from '@relet/words';
import { homesOn, selected } from '../board.projection.js';
import type { DayQuery } from '../board.queries.js';
import { cardOf } from '../card.js';
import { Known } from '../known.js';
import { sidesOf } from '../next-step.js';
import { BoardReader, sightOf } from '../reader.js';
import { Shown } from '../shown.js';
import { WaitingList } from '../waiting.js';
import type { DayAnswer } from './day.answers.js';
import { rowsOfDay } from './day.js';

/** What somebody has in hand, with the principal who asks. */
export class AskDay extends Query<DayAnswer> {
  constructor(
    readonly query: DayQuery,
    readonly principal: Principal,
  ) {
    super();
  }
}

@QueryHandler(AskDay)
export class DayHandler implements IQueryHandler<AskDay, DayAnswer> {
  constructor(
    private readonly reader: BoardReader,
    private readonly known: Known,
    private readonly waiting: WaitingList,
    private readonly shown: Shown,
    @Optional() private readonly own?: OwnBuildings,
  ) {}

  async execute({ query, principal }: AskDay): Promise<DayAnswer> {
    const times = await this.reader.times(query);
    const then = await this.reader.homesThen(times, principal);
    await this.known.mustBeKnown(query, principal, times, then);
    const named = query.mine === 'false' ? undefined : await this.own?.inHand(principal.id, times.asOf);
    const buildings = named && new Set(named.map(inOneForm));
    const which = { municipalities: sightOf(principal, query.municipality), active: true };
    const all = then ? selected(then.homes, which) : await homesOn(this.reader.readModels, times.asOf, which);
    const homes = all.filter(({ building }) => buildings?.has(inOneForm(building)) ?? true);
    const policies = await this.reader.policies(
      homes.map(({ municipality }) => municipality),
      times.knownAt,
    );
    const cards = homes.map((row) => cardOf(row, times.asOf, policies(row.municipality)));
    const isMunicipality = principal.by.party === 'municipality';
    const citizens = isMunicipality ? await this.waiting.on(times, principal, query.municipality, then) : [];
    const sides = (step: NextStepName | null, municipality: string) => sidesOf(step, policies(municipality)(times.asOf));
    const rows = rowsOfDay(cards, citizens, isMunicipality ? 'municipality' : 'administrator', times.asOf, sides);
    const { position, upToDate, age } = await this.reader.readModels.standing();
    return {
      ...{ ...times, position, upToDate, age, ...(await this.reader.told(principal, then)) },
      ...{ mine: named ? 'buildings' : 'all', buildings: [...(named ?? [])], rows },
      ...(await this.shown.on(rows, principal)),
    };
  }
}
