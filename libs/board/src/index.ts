/** The door of the board. */
export { BoardModule } from './board.module.js';
export { BOARD, OFFERS, WAITING } from './board.projection.js';
export { AskBoard, AskWaiting, type BoardAnswer, type WaitingCitizen } from './board.handler.js';
export { BoardQuery, WaitingQuery } from './board.queries.js';
export type { Card } from './card.js';
