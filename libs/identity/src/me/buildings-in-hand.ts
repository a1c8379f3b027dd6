import { Inject, Injectable } from '@nestjs/common';
import type { CivilDate } from '@relet/domain';
import type { OwnBuildings } from '@relet/platform';
import { Users } from '../users/users.js';

/** The buildings that users have named, and those of whom they stand in for. */
@Injectable()
export class BuildingsInHand implements OwnBuildings {
  constructor(@Inject(Users) private readonly users: Users) {}

  inHand(person: string, on: CivilDate): readonly string[] | undefined {
    const { portfolios } = this.users;
    const named = [portfolios.buildings(person), ...portfolios.standsInFor(person, on).map(({ buildings }) => buildings)];
    return named.every(({ length }) => length) ? [...new Set(named.flat())].sort() : undefined;
  }
}
