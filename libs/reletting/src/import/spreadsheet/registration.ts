import { idHoldsPersonalNumber, municipalityOf, type CivilDate, type Fact, type Refusal } from '@relet/domain';
import { problemOf } from '@relet/platform';
import type { Words } from '@relet/words';
import type { SheetReport } from '../imports.answers.js';
import type { RelettingRow } from './cells.js';
import type { Column } from './columns.js';
import { faultOf, type CellFault } from './faults.js';
import type { Step } from './steps.js';

/** A home known to nobody is registered with these when no row says them. */
const UNSAID = { kind: 'care_home', building: 'Ukendt plejecenter', rent: 0 } as const;

/** The registration of a home. */
export const registrationIn = (live: readonly Fact[]): Fact<'UnitRegistered'> | undefined =>
  live.find((fact): fact is Fact<'UnitRegistered'> => fact.type === 'UnitRegistered');

/** No row has said the building: what an import filled in is nobody's word. */
export const isWithoutBuilding = ({ payload }: Fact<'UnitRegistered'>) => payload.building === UNSAID.building;

type Said = readonly Pick<RelettingRow, 'unit' | 'kind' | 'building' | 'address' | 'rent'>[];

/** The step that makes an unknown home known from a day on: lived in since then, or empty and ready to be let for the first time. */
export function registration(unit: string, rows: Said, since: CivilDate, isLivedIn: boolean): Step {
  const said = <C extends 'kind' | 'building' | 'address' | 'rent'>(column: C) => rows.find((row) => row[column] !== undefined)?.[column];
  const address = said('address');
  const fields = {
    effective: since,
    kind: said('kind') ?? UNSAID.kind,
    municipality: municipalityOf(unit),
    building: said('building') ?? UNSAID.building,
    ...(address !== undefined && { address }),
    rentOere: said('rent') ?? UNSAID.rent,
    ...(isLivedIn && { occupiedSince: since }),
  };
  return { name: 'RegisterUnit', column: 'unit', fields };
}

/** Counts a registered home, and what no row says of it. */
export function tellRegistered(rows: Said, report: Pick<SheetReport, 'registered' | 'undescribed'>): void {
  report.registered += 1;
  for (const column of ['kind', 'building', 'rent'] as const satisfies Column[])
    if (rows.every((row) => row[column] === undefined)) report.undescribed[column] += 1;
}

/** Why a step is refused; a new home whose id holds a personal number is told that, and not that its id is malformed. */
export function refusedFor(error: Refusal, unit: string, { name, column }: Pick<Step, 'name'> & { column: Column | undefined }): CellFault {
  if (name === 'RegisterUnit' && error.code === 'MALFORMED' && idHoldsPersonalNumber(unit)) return faultOf('unit', 'PERSONAL_NUMBER');
  return { column, code: error.code, reason: ({ language }: Words) => problemOf(error, language).detail };
}
