import { Inject, Injectable } from '@nestjs/common';
import type { CivilDate } from '@relet/domain';
import type { OwnBuildings } from '@relet/platform';
import { Users } from '../users/users.js';

/** The buildings that users have named, and those of whom they stand in for. */
@Injectable()
export class BuildingsInHand implements OwnBuildings {
  constructor(@Inject(Users) private readonly users: Users) {}

  async inHand(person: string, on: CivilDate): Promise<readonly string[] | undefined> {
    const { portfolios } = this.users;
    const others = await portfolios.standsInFor(person, on);
    const named = [await portfolios.buildings(person), ...others.map(({ buildings }) => buildings)];
    return named.every(({ length }) => length) ? [...new Set(named.flat())].sort() : undefined;
  }
}
