/** The door of the analysts' room. */
export { VacancyModule } from './vacancy.module.js';
export { CITIZENS, VACANCY } from './vacancy.projection.js';
export { AskVacancy } from './vacancy.handler.js';
export type { VacancyAnswer } from './vacancy.answers.js';
export { VacancyQuery } from './vacancy.queries.js';
export { vacancyCsv } from './export.js';
