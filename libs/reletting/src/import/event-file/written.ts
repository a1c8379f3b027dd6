import { COMMANDS, factReportedBy, fieldsOfBody, isCommandName, type CommandName, type Field } from '@relet/domain';
import { commandCalled } from '../../correcting/command-called.js';
import { fieldCalled, writtenValue } from '../../correcting/written-value.js';
import { plain } from '../sheet/headers.js';

/** A row as it stands in its file: a line of NDJSON, or the cells of a CSV. */
interface AsWritten {
  raw: string | readonly string[];
}

/** What stands in every row of an event file, by its names; the first is the one that a file of a program has. */
const BESIDE_FIELDS: readonly (readonly [name: string, ...also: string[]])[] = [
  ['command', 'kommando'],
  ['unit', 'bolig', 'home'],
  ['citizen', 'borger'],
  ['municipality', 'kommune'],
  ['row', 'række'],
  ['effective', 'dato', 'date'],
  ['recordedOn', 'registreret'],
  ['targetRow'],
];
const NAMES = new Map(BESIDE_FIELDS.flatMap(([name, ...also]) => [name, ...also].map((each) => [plain(each), name] as const)));
const OWN: ReadonlySet<string> = new Set(NAMES.values());
/** Every header that names the column of the commands. */
export const COMMAND_HEADERS: ReadonlySet<string> = new Set([...NAMES].flatMap(([header, name]) => (name === 'command' ? [header] : [])));
const FIELDS: readonly Field[] = Object.values(COMMANDS).flatMap((command) => [...fieldsOfBody(command)]);

/** The name of what stands in every row that a header of a CSV means, in either language and in letters of either case; other headers are as they are written. */
export const headed = (header: string): string => NAMES.get(plain(header)) ?? header;

/** The field that a header means, by its own name or by what it is called in either language. */
export const fieldHeaded = (header: string): string => fieldCalled(header, FIELDS)?.name ?? header;

/** The command that a row names; in a CSV also by what people call it. Undefined when it is none. */
export function commandIn({ raw }: AsWritten, name: string): CommandName | undefined {
  if (isCommandName(name)) return name;
  if (typeof raw === 'string') return undefined;
  const meant = commandCalled(name);
  return 'command' in meant ? meant.command : undefined;
}

/** The cells of a CSV as the command takes them: days and words of either language are read; NDJSON is written by programs, and taken as it is. */
export function cellsFor(command: CommandName, { raw }: AsWritten, cells: Record<string, unknown>): Record<string, unknown> {
  if (typeof raw === 'string') return cells;
  const fields = fieldsOfBody(COMMANDS[command]);
  return Object.fromEntries(Object.entries(cells).map(([header, value]) => cellFor(command, fields, header, value)));
}

function cellFor(command: CommandName, fields: readonly Field[], header: string, value: unknown): [name: string, value: unknown] {
  // What stands in every row needs no search by what people call it.
  const field = OWN.has(header) ? fields.find(({ name }) => name === header) : fieldCalled(header, fields);
  // What stands under a field's own name may have been read as a number already; elsewhere it depends on the name what is meant: kroner or øre.
  const isText = typeof value === 'string' || (typeof value === 'number' && field?.name !== header);
  if (!field || !isText) return [field?.name ?? header, value];
  return [field.name, writtenValue(factReportedBy(command), field, String(value), header)];
}
