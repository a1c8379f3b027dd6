/** The door of the board. */
export { BoardModule } from './board.module.js';
export { BOARD, OFFERS, WAITING } from './board.projection.js';
export { AskBoard, type BoardAnswer } from './board.handler.js';
export { AskWaiting, type WaitingAnswer, type WaitingCitizen } from './waiting.handler.js';
export { BoardQuery, WaitingQuery } from './board.queries.js';
export type { Card } from './card.js';
