import type { CommandBus } from '@nestjs/cqrs';
import { Refusal, type CivilDate } from '@relet/domain';
import { GiveToHome } from '../../give.js';
import type { RentsThen } from '../../rents.js';
import type { Unlikely } from '../../warnings.js';
import type { CellFault } from './faults.js';
import type { LookedAt } from './looked.js';
import { ordersOf, REGISTER, type Given } from './orders.js';
import { refusedFor } from './registration.js';
import type { Step } from './steps.js';

/** A home's rows on trial: what registers the home, the rows, and what homes cost before the import began. */
export interface Trial {
  unit: string;
  registering: readonly Step[];
  rows: readonly LookedAt[];
  rents: RentsThen;
}

/** What came of trying a home's rows: the first that is refused, and why; else what is unlikely in them. */
export interface Tried {
  refused?: { row: number; fault: CellFault };
  unlikely: { row: LookedAt; about: Unlikely }[];
}

/** Runs the commands of a home's rows without writing. */
export async function tried(bus: CommandBus, { unit, registering, rows, rents }: Trial): Promise<Tried> {
  if (!rows.length) return { unlikely: [] };
  const steps = given(registering, rows);
  try {
    const receipts = await bus.execute(new GiveToHome(unit, ordersOf(unit, steps), true, { imported: true, rents }));
    return {
      unlikely: receipts.flatMap(({ unlikely }, n) => unlikely.map((about) => ({ row: rows[steps[n]?.row ?? 0] as LookedAt, about }))),
    };
  } catch (error) {
    if (!(error instanceof Refusal) || error.at === undefined) throw error;
    const { row, step } = steps[error.at] as (typeof steps)[number];
    return { refused: { row, fault: refusedFor(error, unit, step) }, unlikely: [] };
  }
}

/**
 * A home's rows as steps, with the row that each stands for and what its key is made of. What a row says otherwise of the home goes into the correction that moves its
 * first day: of two corrections of one event only the later one counts.
 */
export function given(registering: readonly Step[], rows: readonly LookedAt[]): (Given & { row: number })[] {
  const moved = registering.find(({ name }) => name === 'CorrectEvent')?.fields['target'];
  const isOfIt = ({ name, fields }: Step) => name === 'CorrectEvent' && moved !== undefined && fields['target'] === moved;
  const described = rows.flatMap(({ steps }) => steps.filter(isOfIt));
  return [
    ...registering.map((step) => ({ row: 0, key: REGISTER, step: isOfIt(step) ? described.reduce(asOne, step) : step })),
    ...rows.flatMap(({ read, steps }, row) => steps.filter((step) => !isOfIt(step)).map((step) => ({ row, key: read.row.vacated, step }))),
  ];
}

/** The correction that moves a home's first day, with what another one says of the home. */
function asOne(moving: Step, described: Step): Step {
  const { occupiedSince } = moving.fields['newPayload'] as { occupiedSince: CivilDate };
  return { ...moving, fields: { ...moving.fields, newPayload: { ...(described.fields['newPayload'] as object), occupiedSince } } };
}
