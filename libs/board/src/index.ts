/** The door of the board. */
export { BoardModule } from './board.module.js';
export { BOARD } from './board.projection.js';
export { OFFERS, WAITING } from './waiting.projection.js';
export { AskBoard } from './board.handler.js';
export type { BoardAnswer, Card } from './board.answers.js';
export { AskWaiting } from './waiting.handler.js';
export type { WaitingAnswer, WaitingCitizen } from './waiting.answers.js';
export { AskDeadlines } from './deadlines.handler.js';
export type { DeadlinesAnswer } from './deadlines.answers.js';
export { AskMeeting } from './meeting/meeting.handler.js';
export type { MeetingAnswer } from './meeting/meeting.answers.js';
export { BoardQuery, DeadlinesQuery, MeetingQuery, WaitingQuery } from './board.queries.js';
export { COMMANDS_INTO, NEXT_STEP_COMMANDS } from './next-step.js';
export { Lists } from './lists/lists.js';
export { meetingPage, rowsOf } from './meeting/page.js';
export type { CitizenShown } from './shown.answers.js';
