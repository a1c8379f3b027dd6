import type { DynamicModule, ModuleMetadata, Type } from '@nestjs/common';
import { PlatformModule, ReadModelsModule, type Projection, type Settings } from '@relet/platform';
import type { Part, PartWithRows } from './parts/part.js';

/** Every part that an application can be composed of, and whether it asks rows. A part is loaded when an application needs it. */
const PARTS = {
  reletting: { asksRows: true, load: () => import('./parts/reletting.js') },
  byItself: { asksRows: true, load: () => import('./parts/by-itself.js') },
  board: { asksRows: true, load: () => import('./parts/board.js') },
  vacancy: { asksRows: true, load: () => import('./parts/vacancy.js') },
  history: { asksRows: false, load: () => import('./parts/history.js') },
  identity: { asksRows: false, load: () => import('./parts/identity.js') },
  persons: { asksRows: true, load: () => import('./parts/persons.js') },
} satisfies Record<string, Listed>;

type Listed = { asksRows: true; load(): Promise<{ part: PartWithRows }> } | { asksRows: false; load(): Promise<{ part: Part }> };

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

/** Whether a part asks rows. */
export const asksRows = (name: PartName): boolean => PARTS[name].asksRows;

/** An application of some parts, on the platform that all of them stand on. */
export async function composed(
  module: Type,
  settings: Settings,
  { parts, rows }: Composition,
  own: ModuleMetadata = {},
): Promise<DynamicModule> {
  const made =
    rows === 'none' ? [] : [ReadModelsModule.of(await allRows(), { projected: rows === 'made elsewhere' ? 'elsewhere' : 'here' })];
  const modules = (await loaded(parts)).map((part) => part.module);
  return { ...own, module, imports: [PlatformModule.with(settings), ...made, ...modules] };
}

async function allRows(): Promise<Projection[]> {
  const parts = await loaded(ALL_PARTS.filter(asksRows));
  return [...new Set(parts.flatMap(({ rows = [] }) => rows))];
}

const loaded = (names: readonly PartName[]): Promise<(Part | PartWithRows)[]> =>
  Promise.all(names.map(async (name) => (await PARTS[name].load()).part));
