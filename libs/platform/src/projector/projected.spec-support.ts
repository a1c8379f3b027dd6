import type { EventStore } from '@relet/event-store';
import type { Projection } from '../read-models/projection.js';
import { ReadModels } from '../read-models/read-models.js';
import type { Engine } from '../read-models/engine.js';
import { SqliteEngine } from '../read-models/sqlite/engine.js';
import { settingsFrom } from '../settings.js';
import { Streams } from '../streams.js';
import { Projector } from './projector.js';

/** Read models of a log with the projector that makes them, as an application is composed of them. */
export interface Projected {
  engine: Engine;
  readModels: ReadModels;
  projector: Projector;
  close(): void;
}

/** Opens the read models of a log in a file, not begun yet. */
export function projected(store: EventStore, path: string, projections: readonly Projection[]): Projected {
  const engine = SqliteEngine.open(path, { storeId: 's', projections });
  const readModels = new ReadModels(engine, store);
  const settings = settingsFrom({}, { store: path, readModel: path });
  const projector = new Projector(store, new Streams(store), projections, engine, readModels, settings);
  const close = () => {
    projector.onApplicationShutdown();
    readModels.onApplicationShutdown();
  };
  return { engine, readModels, projector, close };
}

/** Read models that another process projects: looked at, and never written. */
export function lookedAt(store: EventStore, path: string, projections: readonly Projection[]): ReadModels {
  return new ReadModels(SqliteEngine.open(path, { storeId: 's', projections, readOnly: true }), store);
}
