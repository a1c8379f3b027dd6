/** The door of the analysts' room. */
export { VacancyModule } from './vacancy.module.js';
export { CITIZENS, VACANCY } from './vacancy.projection.js';
export { AskVacancy } from './vacancy.handler.js';
export type { Figures, GroupFigures, VacancyAnswer } from './figures/vacancy.answers.js';
export { RowsQuery, VacancyQuery } from './vacancy.queries.js';
export { figuresCsv } from './figures/figures-csv.js';
export { aboutFigures, Sums } from './about.js';
export type { AboutFile } from './about.answers.js';
export { SORTS } from './figures/sorting.js';
export { EXPORTS, type ExportName } from './rows/columns.js';
export { AskRows } from './rows/rows.handler.js';
export { BI_HOMES, BI_POLICIES } from './bi/bi.projection.js';
