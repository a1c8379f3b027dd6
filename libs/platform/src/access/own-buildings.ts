import type { CivilDate } from '@relet/domain';

/** Which buildings are somebody's own. Whoever composes a house without users provides none: everybody then has all that they see. */
export abstract class OwnBuildings {
  /** The buildings that are in somebody's hands on a day: their own, and those of colleagues for whom they stand in. Undefined: all that they see, because one of them has named none. */
  abstract inHand(person: string, on: CivilDate): Promise<readonly string[] | undefined>;
}
