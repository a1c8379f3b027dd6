/** The door of the writing side. */
export { RelettingModule } from './reletting.module.js';
export { ByItselfModule } from './by-itself/by-itself.module.js';
export { CommandGateway, kindOf, type Giving } from './gateway.js';
export { Deadlines } from './by-itself/when-an-answer-is-overdue.js';
export type { DeadlinesRun } from './by-itself/deadlines.answers.js';
export { CITIZENS_DUE, HOMES_DUE } from './by-itself/due-or-unfinished.projection.js';
export { RENTS } from './rents.projection.js';
export { Worker } from './by-itself/worker.js';
export { ROUTES, type Route } from './routes.js';
export { Imports, type ImportOptions, type ImportProgress } from './import/imports.js';
export type { ImportReport } from './import/imports.answers.js';
export type { IsSure } from './import/spreadsheet/spreadsheet-import.js';
export { FILE_TYPES, IMPORT_ROUTE, LARGEST_FILE } from './import/file-types.js';
export { NotAFile } from './import/not-a-file.js';
export { COLUMN_NAMES, columnNamed, COLUMNS, headerOf, type Column, type Mapping } from './import/spreadsheet/columns.js';
export { inLanguage, NextSteps } from './next-steps.js';
export type { NextStepsAnswer } from './next-steps.answers.js';
export { Pause } from './by-itself/pause.js';
