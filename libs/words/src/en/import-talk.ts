import { counted, countOfEvents, countOfHomes, grouped } from './counts.js';

const countOfRows = (rows: number) => counted(rows, 'row', 'rows');

/** What the command line says of an import. */
export const importTalk = {
  line: (line: number, column: string) => `line ${line}${column === '-' ? '' : `, ${column}`}:`,
  what: {
    events: (rows: number) => counted(rows, 'command', 'commands'),
    homes: (rows: number) => countOfHomes(rows),
    relettings: (rows: number, homes: number) => `${counted(rows, 're-letting', 're-lettings')} of ${countOfHomes(homes)}`,
  },
  good: (count: number) => `${grouped(count)} new and well`,
  grown: (count: number) => `${grouped(count)} grown`,
  corrected: (count: number) => `${grouped(count)} corrected`,
  known: (count: number) => `${grouped(count)} known`,
  changed: (count: number) => `${grouped(count)} changed since`,
  bad: (count: number) => `${grouped(count)} bad`,
  written: (events: number) => `${countOfEvents(events)} written.`,
  dryRun: 'A dry run: nothing was written.',
  nothing: 'Nothing was written. Mend the file, or take the good rows now with --set-aside.',
  sayS: (since: string) => `When you import the mended rows, say --since ${since}, so that all homes begin on one day.`,
  sheet: (name: string, others: string) => `The sheet "${name}" was read${others && `; passed over: ${others}. --sheet takes another`}.`,
  headers: (lines: readonly number[]) => `The headers stand in line ${lines.join(' and ')}.`,
  passedOver: {
    title: (lines: string, count: number) => `Not read: ${lines}, ${count === 1 ? 'a title' : 'titles'} above the headers.`,
    blank: (lines: string, count: number) => `Not read: ${lines}, ${count === 1 ? 'a blank row' : 'blank rows'}.`,
    total: (lines: string, count: number) => `Not read: ${lines}, ${count === 1 ? 'a total' : 'totals'}.`,
    headers: (lines: string) => `Not read: ${lines}, the headers once more.`,
    note: (lines: string, count: number) => `Not read: ${lines}, ${count === 1 ? 'a note' : 'notes'} beside, over or under the table.`,
  },
  hiddenLines: (lines: string) => `Hidden in the sheet, and read all the same: ${lines}.`,
  hiddenColumns: (headers: string) => `Hidden columns that were read all the same: ${headers}.`,
  unheaded: (column: string, cells: number) => `Column ${column} has no header: ${cells} of its cells were passed over.`,
  registered: (homes: number, since: string, livedIn: boolean) =>
    `${countOfHomes(homes)} not known before, ${livedIn ? 'lived in' : 'known'} since ${since}`,
  undescribed: (homes: number, column: string, taken: string) => `  ${grouped(homes)} of them without ${column}: taken as ${taken}`,
  fallbacks: { kind: 'care home', building: 'Ukendt plejecenter', rent: '0 kroner' },
  unknownHeader: (header: string, nearest: string) =>
    `The column "${header}" means nothing here and was passed over${nearest && `; it is perhaps ${nearest}`}: --map "${header}=${nearest || 'column'}" gives it a meaning.`,
  filledIn: {
    ready: (rows: number, lines: string) => `  ${countOfRows(rows)} without Klarmeldt: taken as the day of moving in (${lines})`,
    due: (rows: number, lines: string) =>
      `  ${countOfRows(rows)} with Bestilt: works are due on the day in Klarmeldt, else by their target (${lines})`,
    respondBy: (rows: number, lines: string) => `  ${countOfRows(rows)} without Svarfrist: taken as agreed (${lines})`,
    rentFrom: (rows: number, lines: string) => `  ${countOfRows(rows)} without Leje fra: taken as the day of moving in (${lines})`,
  },
  notInFile: 'Days that the file does not say and that are recorded all the same:',
  linesSaid: (lines: string, more: boolean) => `line ${lines}${more ? ' and more' : ''}`,
  named: (line: number, written: string, unit: string) => `  line ${line}: "${written}" becomes ${unit}`,
  moreNamed: (count: number) => `  and ${countOfHomes(count)} more: --json tells them all`,
  aside: (path: string) => `The bad rows are in ${path}: mend them there and import that file.`,
  stopped: 'The server stopped in the middle of the import: run it again, what was written is not written twice.',
};
