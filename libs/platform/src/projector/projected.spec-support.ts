import type { EventStore } from '@relet/event-store';
import type { Projection } from '../read-models/projection.js';
import { ReadModels } from '../read-models/read-models.js';
import type { Engine } from '../read-models/engine.js';
import { openEngine } from '../read-models/open-engine.js';
import { settingsFrom, type Settings } from '../settings.js';
import { Streams } from '../streams.js';
import { Projector } from './projector.js';

/** Read models of a log with the projector that makes them, as an application is composed of them. */
export interface Projected {
  engine: Engine;
  readModels: ReadModels;
  projector: Projector;
  close(): Promise<void>;
}

/** Opens the read models of a log where RELET_READ_MODEL would name them, not begun yet. */
export async function projected(
  store: EventStore,
  readModel: string,
  projections: readonly Projection[],
  given: Partial<Settings> = {},
): Promise<Projected> {
  const engine = await openEngine(readModel, { storeId: 's', projections });
  const readModels = new ReadModels(engine, store);
  const settings = settingsFrom({}, { readModel, ...given });
  const projector = new Projector(store, new Streams(store), projections, engine, readModels, settings);
  const close = async () => {
    projector.onApplicationShutdown();
    await readModels.onApplicationShutdown();
  };
  return { engine, readModels, projector, close };
}

/** Read models that another process projects: looked at, and never written. */
export async function lookedAt(store: EventStore, readModel: string, projections: readonly Projection[]): Promise<ReadModels> {
  return new ReadModels(await openEngine(readModel, { storeId: 's', projections, readOnly: true }), store);
}
