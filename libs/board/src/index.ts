/** The door of the board. */
export { BoardModule } from './board.module.js';
export { BOARD } from './board.projection.js';
export { OFFERS, WAITING } from './waiting.projection.js';
export { AskBoard, type BoardAnswer } from './board.handler.js';
export { AskWaiting, type WaitingAnswer } from './waiting.handler.js';
export type { WaitingCitizen } from './waiting.js';
export { AskDeadlines, type DeadlinesAnswer } from './deadlines.handler.js';
export { AskMeeting, type MeetingAnswer } from './meeting/meeting.handler.js';
export { BoardQuery, DeadlinesQuery, MeetingQuery, WaitingQuery } from './board.queries.js';
export type { Card } from './card.js';
export { meetingPage, rowsOf } from './meeting/page.js';
