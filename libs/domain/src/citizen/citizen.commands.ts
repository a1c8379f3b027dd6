import { IsBoolean, IsIn } from 'class-validator';
import { MayBeAbsent } from '../fields.js';
import { CitizenCommand } from '../base.commands.js';
import { LISTS, REMOVAL_REASONS, type WaitingList } from '../events.js';

/** Approves a citizen for a home; `effective` is the day the need was decided. */
export class ApproveCitizen extends CitizenCommand {
  /** @example 'general' */
  @IsIn(LISTS)
  list!: WaitingList;

  /** The care-home guarantee covers elderly citizens on the general list. */
  @IsBoolean()
  elderly!: boolean;

  /** At least 67 years old on the day of the decision: for the yearly statistics alone. */
  @MayBeAbsent()
  @IsBoolean()
  over67?: boolean;
}

/** Moves the citizen to another waiting list. */
export class ChangeList extends CitizenCommand {
  /** @example 'specific' */
  @IsIn(LISTS)
  list!: WaitingList;
}

/** Takes the citizen off the list. */
export class RemoveFromList extends CitizenCommand {
  /** @example 'own_wish' */
  @IsIn(REMOVAL_REASONS)
  reason!: (typeof REMOVAL_REASONS)[number];
}

/** Erases what is held about the citizen; the list entry ends. */
export class EraseCitizenData extends CitizenCommand {}
