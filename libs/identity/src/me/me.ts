import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '@relet/domain';
import { AccessRefused, ALL_RIGHTS, Clock, Malformed, may, sees, type Principal } from '@relet/platform';
import { Users } from '../users/users.js';
import type { ActorAnswer, ColleaguesAnswer, MeAnswer, SessionsAnswer } from './me.answers.js';
import type { MyStandIn } from './me.commands.js';

/** What somebody may know and settle of themselves. */
@Injectable()
export class Me {
  constructor(
    @Inject(Users) private readonly users: Users,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async who(principal: Principal): Promise<MeAnswer> {
    const { id, by, also = [] } = principal;
    const { portfolios } = this.users;
    const standIn = await portfolios.standIn(id);
    const others = await portfolios.standsInFor(id, this.clock.today());
    const called = (await this.calledOf(id)) ?? null;
    return {
      ...{ id, called, party: by.party, municipality: by.municipality ?? null, roles: [by.role, ...also] },
      rights: ALL_RIGHTS.filter((right) => may(principal, right)),
      buildings: await portfolios.buildings(id),
      standIn: standIn ? { by: standIn.by, from: standIn.first, to: standIn.last } : null,
      standsInFor: others.map(({ person, buildings }) => ({ id: person, buildings })),
    };
  }

  /** The sessions of somebody; `token` is that of the session which asks, if one does. */
  async sessions({ id }: Principal, token: string | undefined): Promise<SessionsAnswer> {
    const { sessions } = this.users;
    const own = token === undefined ? undefined : await sessions.idOf(token);
    return {
      sessions: (await sessions.ofPerson(id)).map((session) => ({
        ...{ id: session.id, how: session.how, isThis: session.id === own },
        ...{ begun: instant(session.begun), seen: instant(session.seen), ends: instant(session.ends) },
      })),
    };
  }

  /** Who could stand in for somebody: the other users of the same party and municipality. */
  async colleagues({ id, by }: Principal): Promise<ColleaguesAnswer> {
    const others = (await this.users.people.all()).filter((each) => each.id !== id && each.removed === null);
    const own = others.filter(({ rights }) => rights?.party === by.party && rights.municipality === by.municipality);
    return { colleagues: own.map((each) => ({ id: each.id, called: each.called ?? each.name })) };
  }

  /** Names who stands in. Throws Malformed and AccessRefused. */
  async standIn({ id }: Principal, { by, from, to }: MyStandIn): Promise<void> {
    if (to < from) throw new Malformed([{ pointer: '/to', fault: 'PERIOD_ENDS_FIRST' }]);
    await this.users.portfolios.setStandIn(id, { by, first: from, last: to });
  }

  /** Who an actor of the log is. Whoever is out of sight is as unknown as whoever never was. Throws AccessRefused: ACTOR_UNKNOWN. */
  async actor(id: string, principal: Principal): Promise<ActorAnswer> {
    const rights = (await this.users.people.of(id))?.rights ?? (await this.users.accounts.of(id))?.rights;
    const inSight = rights === undefined || rights.municipality === undefined || sees(principal, rights.municipality);
    const called = inSight ? await this.calledOf(id) : undefined;
    if (called === undefined) throw new AccessRefused('ACTOR_UNKNOWN');
    return { id, called };
  }

  /** Null for a user of whom nothing else is known; undefined for nobody. */
  private async calledOf(id: string): Promise<string | null | undefined> {
    const person = await this.users.people.of(id);
    return person ? (person.called ?? person.name) : (await this.users.accounts.of(id))?.label;
  }
}

const instant = (ms: number): Instant => new Date(ms).toISOString();
