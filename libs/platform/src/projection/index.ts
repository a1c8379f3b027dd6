/** Read models: what they are made of, who makes them, where they stand. */
export type { Cell, Projection, Row } from './projection.js';
export { POLICIES } from './policies.js';
export { ProjectionModule } from './projection.module.js';
export { Projector, type Standing, type Visible } from './projector.js';
export { progressOf, removeReadModel } from './read-model-file.js';
