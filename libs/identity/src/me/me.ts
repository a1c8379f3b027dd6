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

  who(principal: Principal): MeAnswer {
    const { id, by, also = [] } = principal;
    const { portfolios } = this.users;
    const standIn = portfolios.standIn(id);
    return {
      ...{ id, called: this.calledOf(id) ?? null, party: by.party, municipality: by.municipality ?? null, roles: [by.role, ...also] },
      rights: ALL_RIGHTS.filter((right) => may(principal, right)),
      buildings: portfolios.buildings(id),
      standIn: standIn ? { by: standIn.by, from: standIn.first, to: standIn.last } : null,
      standsInFor: portfolios.standsInFor(id, this.clock.today()).map(({ person, buildings }) => ({ id: person, buildings })),
    };
  }

  /** The sessions of somebody; `token` is that of the session which asks, if one does. */
  sessions({ id }: Principal, token: string | undefined): SessionsAnswer {
    const { sessions } = this.users;
    const own = token === undefined ? undefined : sessions.idOf(token);
    return {
      sessions: sessions.ofPerson(id).map((session) => ({
        ...{ id: session.id, how: session.how, isThis: session.id === own },
        ...{ begun: instant(session.begun), seen: instant(session.seen), ends: instant(session.ends) },
      })),
    };
  }

  /** Who could stand in for somebody: the other users of the same party and municipality. */
  colleagues({ id, by }: Principal): ColleaguesAnswer {
    const others = this.users.people.all().filter((each) => each.id !== id && each.removed === null);
    const own = others.filter(({ rights }) => rights?.party === by.party && rights.municipality === by.municipality);
    return { colleagues: own.map((each) => ({ id: each.id, called: each.called ?? each.name })) };
  }

  /** Names who stands in. Throws Malformed and AccessRefused. */
  standIn({ id }: Principal, { by, from, to }: MyStandIn): void {
    if (to < from) throw new Malformed([{ pointer: '/to', fault: 'PERIOD_ENDS_FIRST' }]);
    this.users.portfolios.setStandIn(id, { by, first: from, last: to });
  }

  /** Who an actor of the log is. Whoever is out of sight is as unknown as whoever never was. Throws AccessRefused: ACTOR_UNKNOWN. */
  actor(id: string, principal: Principal): ActorAnswer {
    const rights = this.users.people.of(id)?.rights ?? this.users.accounts.of(id)?.rights;
    const inSight = rights === undefined || rights.municipality === undefined || sees(principal, rights.municipality);
    const called = inSight ? this.calledOf(id) : undefined;
    if (called === undefined) throw new AccessRefused('ACTOR_UNKNOWN');
    return { id, called };
  }

  /** Null for a user of whom nothing else is known; undefined for nobody. */
  private calledOf(id: string): string | null | undefined {
    const person = this.users.people.of(id);
    return person ? (person.called ?? person.name) : this.users.accounts.of(id)?.label;
  }
}

const instant = (ms: number): Instant => new Date(ms).toISOString();
