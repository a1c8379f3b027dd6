import type { DynamicModule, ModuleMetadata, Type } from '@nestjs/common';
import { BOARD, BoardModule, OFFERS, WAITING } from '@relet/board';
import { HistoryModule } from '@relet/history';
import { IdentityModule } from '@relet/identity';
import { CITIZENS_KEPT, PersonsModule } from '@relet/persons';
import { PlatformModule, POLICIES, ReadModelsModule, type Projection, type Settings } from '@relet/platform';
import { ByItselfModule, CITIZENS_DUE, HOMES_DUE, RelettingModule, RENTS } from '@relet/reletting';
import { CITIZENS, VACANCY, VacancyModule } from '@relet/vacancy';

/** A part of the house: its module, and the rows that it asks. */
interface Part {
  module: Type;
  rows: readonly Projection[];
}

/** Every part that an application can be composed of. */
export const PARTS = {
  reletting: { module: RelettingModule, rows: [HOMES_DUE, CITIZENS_DUE, RENTS, POLICIES] },
  byItself: { module: ByItselfModule, rows: [HOMES_DUE, CITIZENS_DUE, RENTS, POLICIES] },
  board: { module: BoardModule, rows: [BOARD, WAITING, OFFERS, POLICIES] },
  vacancy: { module: VacancyModule, rows: [VACANCY, CITIZENS, POLICIES] },
  history: { module: HistoryModule, rows: [] },
  identity: { module: IdentityModule, rows: [] },
  persons: { module: PersonsModule, rows: [CITIZENS_KEPT] },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;
export const ALL_PARTS = Object.keys(PARTS) as PartName[];

/** How an application is composed. */
export interface Composition {
  parts: readonly PartName[];
  /**
   * Whether rows are made here, or read from where another process makes them. They are those of all parts, whoever asks: a stream that one
   * projection cannot read is parked for all of them, and every answer says the same.
   */
  rows: 'made here' | 'made elsewhere' | 'none';
}

/** An application of some parts, on the platform that all of them stand on. */
export function composed(module: Type, settings: Settings, { parts, rows }: Composition, own: ModuleMetadata = {}): DynamicModule {
  const projections = [...new Set<Projection>(ALL_PARTS.flatMap((name) => [...PARTS[name].rows]))];
  const made = ReadModelsModule.of(projections, { projected: rows === 'made elsewhere' ? 'elsewhere' : 'here' });
  return {
    ...own,
    module,
    imports: [PlatformModule.with(settings), ...(rows === 'none' ? [] : [made]), ...parts.map((name) => PARTS[name].module)],
  };
}
