import { ArrayMaxSize, ArrayUnique, IsArray, Matches, ValidateBy } from 'class-validator';
import { holdsPersonalNumber, IsCivilDate, type CivilDate } from '@relet/domain';
import { ACTOR } from './me.answers.js';

/** The name of a building, as homes have it. */
const BUILDING = /^[^\p{Cc}]{1,80}$/u;

const HoldNoNumber = () =>
  ValidateBy(
    { name: 'holdsNoNumber', validator: { validate: (text) => typeof text !== 'string' || !holdsPersonalNumber(text) } },
    { each: true },
  );

/** Names the buildings that are one's own. */
export class MyBuildings {
  /** @example ['Solgaarden'] */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(BUILDING, { each: true })
  @HoldNoNumber()
  buildings!: string[];
}

/** Names a colleague who stands in, from a day to a day, both inclusive. */
export class MyStandIn {
  /** @example 'user-bcdfghjklmnpqrst' */
  @Matches(ACTOR)
  by!: string;

  @IsCivilDate()
  from!: CivilDate;

  @IsCivilDate()
  to!: CivilDate;
}
