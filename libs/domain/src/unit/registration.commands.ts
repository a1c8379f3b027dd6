import { IsIn } from 'class-validator';
import { UnitCommand } from '../base.commands.js';
import { UNIT_KINDS, type CivilDate, type UnitKind } from '../events.js';
import { IsCivilDate, IsMunicipalityId, IsOere, IsPlaceLabel, MayBeAbsent } from '../fields.js';

/** Registers a home in the portfolio. `effective` is the day it was commissioned. */
export class RegisterUnit extends UnitCommand {
  /** @example 'care_home' */
  @IsIn(UNIT_KINDS)
  kind!: UnitKind;

  /**
   * The municipality that owns the home: the part of the home's id before the dot.
   * @example 'eksempel'
   */
  @IsMunicipalityId()
  municipality!: string;

  /**
   * The care home that the dwelling lies in.
   * @example 'Solgaarden'
   */
  @IsPlaceLabel()
  building!: string;

  /** @example 'Solvej 1, st. 4' */
  @MayBeAbsent()
  @IsPlaceLabel()
  address?: string;

  /**
   * Monthly rent in øre.
   * @example 600000
   */
  @IsOere()
  rentOere!: number;

  /**
   * Only for a home that is already lived in: its first day.
   * @example '2015-01-01'
   */
  @MayBeAbsent()
  @IsCivilDate()
  occupiedSince?: CivilDate;
}

/** Sets the monthly rent from a day on. */
export class SetRent extends UnitCommand {
  /**
   * Monthly rent in øre.
   * @example 660000
   */
  @IsOere()
  rentOere!: number;
}
