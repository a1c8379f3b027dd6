import {
  CITIZEN_COMMANDS,
  COMMANDS,
  isCivilDate,
  lowerCased,
  MUNICIPALITY_ID,
  namesItsDay,
  municipalityOf,
  POLICY_COMMANDS,
  UNIT_ID,
  UUID,
  type CivilDate,
  type CommandName,
  type StreamKind,
} from '@relet/domain';
import { canonical, sha256, StoreError, uuidV5 } from '@relet/event-store';
import { checked, Malformed, problemOf, type Principal } from '@relet/platform';
import type { Hinted } from '../hinted.js';
import { importer, municipalityImporter } from '../importer.js';
import { callingIt, nearest, type FieldFault, type RowFault } from '@relet/words';
import type { Fault } from '../imports.answers.js';
import { faultSaid } from '../spreadsheet/faults.js';
import { columnOf, type EventRow } from './rows.js';
import { cellsFor, commandIn } from './written.js';

/** A row made ready to be given: who gives what to whom, and when it was recorded. */
export interface ImportOrder {
  line: number;
  row: string | undefined;
  kind: StreamKind;
  command: CommandName;
  target: string;
  fields: Record<string, unknown>;
  /** Rows whose events a correction names; their ids are known once they are given. */
  targetRows: string[];
  recordedOn: CivilDate | undefined;
  principal: Principal;
  key: string;
  read: EventRow;
}

/** A row that cannot be given, and all that is wrong with it. */
export interface BadRow {
  read: EventRow;
  faults: Fault[];
}

const LOCAL = /^[a-z]{1,3}[0-9]{1,6}$/;
const CITIZENS = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5d';
const BESIDE: ReadonlySet<string> = new Set([
  'command',
  'unit',
  'citizen',
  'municipality',
  'recordedOn',
  'row',
  'id',
  'target',
  'targets',
  'targetRow',
  'targetRows',
  'offer',
]);

/** Checks every row before any is given; `name` keeps the local labels of two files apart. */
export function ordersOf(rows: readonly EventRow[], name: string, words: Hinted): { orders: ImportOrder[]; bad: BadRow[] } {
  const bad: BadRow[] = [];
  const seen = new Map<string, number>();
  const named = linesByName(rows);
  const fault = (line: number, column: string, code: RowFault, other?: number): Fault => {
    return { line, column, code, reason: faultSaid(words, code, other) };
  };
  const orders = rows.flatMap((read) => {
    const { line, cells } = read;
    if (!cells) {
      bad.push({ read, faults: [fault(line, read.fault?.column ?? '-', read.fault?.code ?? 'NO_OBJECT')] });
      return [];
    }
    const faults = [cells['row'] ?? cells['id'], ...pointedTo(cells)].flatMap((each, n) => {
      const [first, second] = named.get(nameIn(each) ?? '') ?? [];
      // The first of two rows with one name stays what it is; whatever points to that name does not say which it means.
      return second === undefined || (n === 0 && line === first)
        ? []
        : [fault(line, columnOf(read, n ? 'targetRow' : 'row'), 'ROW_NAMED_TWICE', n ? second : first)];
    });
    try {
      const order = orderOf(read, cells, name);
      const times = (seen.get(order.key) ?? 0) + 1;
      seen.set(order.key, times);
      if (!faults.length) return [{ ...order, key: `${order.key}/${times}` }];
    } catch (error) {
      if (error instanceof StoreError)
        faults.push({ line, column: '-', code: 'MALFORMED', reason: problemOf(error, words.language).detail });
      else if (!(error instanceof Malformed)) throw error;
      else
        faults.push(
          ...error.told(words).map(({ pointer, detail }): Fault => {
            const field = pointer.slice(1);
            const column = field ? columnOf(read, field) : '-';
            return { line, column, code: 'MALFORMED', reason: callingIt(detail, field, column) };
          }),
        );
    }
    bad.push({ read, faults });
    return [];
  });
  return { orders, bad };
}

/** Where each name of a row stands. */
function linesByName(rows: readonly EventRow[]): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const { line, cells, named } of rows) {
    const name = nameIn(cells?.['row'] ?? cells?.['id']) ?? named;
    if (name !== undefined) lines.set(name, [...(lines.get(name) ?? []), line]);
  }
  return lines;
}

const nameIn = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);

/** The rows that a correction is about, by their names. */
const pointedTo = (cells: Record<string, unknown>): unknown[] =>
  [cells['targetRow'] ?? cells['targetRows'] ?? cells['target'] ?? cells['targets'] ?? []].flat();

const wrong = (column: string, fault: FieldFault, perhaps?: string): never => {
  throw new Malformed([{ pointer: `/${column}`, fault, values: { field: column }, perhaps }]);
};

function orderOf(read: EventRow, given: Record<string, unknown>, name: string): ImportOrder {
  const { command: called, recordedOn } = given;
  if (called === undefined) return wrong('command', 'MISSING');
  if (typeof called !== 'string') return wrong('command', 'NO_SUCH_COMMAND');
  const command = commandIn(read, called);
  if (!command) return wrong('command', 'NO_SUCH_COMMAND', nearest(called.slice(0, 60), Object.keys(COMMANDS)));
  const cells = cellsFor(command, read, given);
  if (recordedOn !== undefined && (typeof recordedOn !== 'string' || !isCivilDate(recordedOn))) return wrong('recordedOn', 'DAY');
  const { kind, target } = targetOf(cells, command, name);
  const row = text(cells['row'] ?? cells['id']);
  const { fields, targetRows } = fieldsOf(cells, kind, command, name);
  checked<object>(COMMANDS[command], targetRows.length ? { ...fields, ...placeholder(command, targetRows) } : fields);
  return {
    read,
    line: read.line,
    row,
    kind,
    command,
    target,
    fields,
    targetRows,
    recordedOn: recordedOn as CivilDate | undefined,
    principal: principalFor(kind, command, target, cells),
    key: `import/${row ?? ''}/${sha256(canonical(given))}`,
  };
}

function targetOf(
  { unit, citizen, municipality }: Record<string, unknown>,
  command: CommandName,
  name: string,
): Pick<ImportOrder, 'kind' | 'target'> {
  if (Object.hasOwn(POLICY_COMMANDS, command)) {
    if (municipality === undefined) return wrong('municipality', 'MISSING');
    return typeof municipality === 'string' && MUNICIPALITY_ID.test(lowerCased(municipality))
      ? { kind: 'policy', target: lowerCased(municipality) }
      : wrong('municipality', 'MUNICIPALITY_ID');
  }
  if (Object.hasOwn(CITIZEN_COMMANDS, command) || (unit === undefined && citizen !== undefined))
    return { kind: 'citizen', target: pseudonymOf(citizen, name) };
  if (unit === undefined) return wrong('unit', 'MISSING');
  return typeof unit === 'string' && UNIT_ID.test(lowerCased(unit)) ? { kind: 'unit', target: lowerCased(unit) } : wrong('unit', 'HOME_ID');
}

/** A pseudonym as it is, or a local label such as c17 as one; names have no place in a file. */
function pseudonymOf(citizen: unknown, name: string): string {
  if (typeof citizen === 'string' && UUID.test(citizen)) return citizen;
  if (typeof citizen === 'string' && LOCAL.test(citizen)) return uuidV5(CITIZENS, `${name}/${citizen}`);
  return wrong('citizen', 'CITIZEN_OR_LABEL');
}

function fieldsOf(
  cells: Record<string, unknown>,
  kind: ImportOrder['kind'],
  command: CommandName,
  name: string,
): Pick<ImportOrder, 'fields' | 'targetRows'> {
  const fields = Object.fromEntries(Object.entries(cells).filter(([key]) => !BESIDE.has(key)));
  if (cells['offer'] !== undefined) fields['offerId'] = cells['offer'];
  if (kind === 'unit' && cells['citizen'] !== undefined) fields['citizen'] = pseudonymOf(cells['citizen'], name);
  if (typeof cells['newPayload'] === 'object' && cells['newPayload']) fields['newPayload'] = contentOf(cells['newPayload'], name);
  if (command === 'RegisterUnit')
    fields['municipality'] =
      typeof cells['municipality'] === 'string' ? lowerCased(cells['municipality']) : municipalityOf(lowerCased(String(cells['unit'])));
  if (!namesItsDay(command)) delete fields['effective'];
  const named = pointedTo(cells).map(String);
  if (named.every((id) => UUID.test(id))) return { fields: { ...fields, ...placeholder(command, named) }, targetRows: [] };
  return { fields, targetRows: named };
}

/** New content names citizens and offers as the rows do. */
function contentOf({ offer, citizen, ...content }: { offer?: unknown; citizen?: unknown }, name: string): object {
  return {
    ...content,
    ...(offer !== undefined && { offerId: offer }),
    ...(citizen !== undefined && { citizen: pseudonymOf(citizen, name) }),
  };
}

/** Events are named by id once they are known; until then by the first UUID there is. */
function placeholder(command: CommandName, named: readonly string[]): object {
  const ids = named.map((id) => (UUID.test(id) ? id : uuidV5(CITIZENS, id)));
  if (command === 'CorrectEvent') return { target: ids[0] };
  return command === 'RetractEvent' ? { targets: ids } : {};
}

/** Each row is given by the side whose part it is. */
function principalFor(kind: ImportOrder['kind'], command: CommandName, target: string, cells: Record<string, unknown>): Principal {
  if (kind === 'citizen') return municipalityImporter(municipalityIn(cells));
  return importer(command, kind === 'unit' ? target : '');
}

/** A citizen's row says on whose list the citizen is. */
function municipalityIn({ municipality }: Record<string, unknown>): string {
  return typeof municipality === 'string' && MUNICIPALITY_ID.test(lowerCased(municipality))
    ? lowerCased(municipality)
    : wrong('municipality', 'MUNICIPALITY_ID');
}

function text(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : wrong('row', 'ROW_NAME');
}
