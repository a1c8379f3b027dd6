import { Refusal, type CivilDate } from '@relet/domain';
import { Malformed, problemOf, type Clock, streamOf, takingTurns } from '@relet/platform';
import type { Language } from '@relet/words';
import type { CommandGateway } from '../../gateway.js';
import type { RentsThen } from '../../rents.js';
import type { RowWarning } from '../imports.answers.js';
import type { FaultCode } from '../spreadsheet/faults.js';
import { sideBySide } from '../side-by-side.js';
import type { ImportOrder } from './orders.js';

/** What an import has done. */
export interface ImportResult {
  given: number;
  events: number;
  unchanged: number;
  /** `field`: the one that the refusal is about, if it is about one. */
  refused: { order: ImportOrder; code: FaultCode; detail: string; field?: string }[];
  warnings: RowWarning[];
}

/** Where an import goes: the gateway, the clock that its rows set, which positions lie behind those of before, what homes cost then, and the language of refusals. */
export interface Into {
  gateway: CommandGateway;
  clock: Clock;
  isNew(position: string | null): boolean;
  rents: RentsThen;
  language?: Language | undefined;
}

/** Rows of one day on their way at the same time, at most. */
const LANES = 64;

/**
 * Gives every order in its order. Rows of one day of recording run side by side where they touch different homes and citizens;
 * each home and each citizen keeps its order. A refused row stops nothing.
 */
export async function runImport(orders: readonly ImportOrder[], into: Into, progress: (done: number) => void): Promise<ImportResult> {
  const { clock } = into;
  const result: ImportResult = { given: 0, events: 0, unchanged: 0, refused: [], warnings: [] };
  const eventOfRow = new Map<string, string>();
  const turn = takingTurns();
  let isCutOff = false;
  for (const day of daysOf(orders)) {
    const [first] = day;
    // A file that was given before finds its days in the past: its rows change nothing, and the clock stays.
    if (first?.recordedOn !== undefined && (clock.kind === 'system' || first.recordedOn > clock.today())) clock.set(first.recordedOn);
    await sideBySide(lanesOf(day), LANES, async (lane) => {
      for (const order of lane) {
        await turn();
        if (isCutOff) return;
        await give(order, into, eventOfRow, result).catch((error: unknown) => {
          isCutOff = true;
          throw error;
        });
        progress(++result.given);
      }
    });
  }
  return result;
}

async function give(
  order: ImportOrder,
  { gateway, isNew, rents, language }: Into,
  eventOfRow: Map<string, string>,
  result: ImportResult,
): Promise<void> {
  try {
    const ids = order.targetRows.map((row) => eventOfRow.get(row) ?? unknownRow(row));
    const fields = {
      ...order.fields,
      ...(order.command === 'CorrectEvent' && ids.length && { target: ids[0] }),
      ...(order.command === 'RetractEvent' && ids.length && { targets: ids }),
    };
    const { events, position, warnings } = await gateway.give(order.kind, order.command, order.target, fields, {
      principal: order.principal,
      key: order.key,
      looking: { imported: true, rents },
      language,
    });
    result.warnings.push(...warnings.map((warning) => ({ line: order.line, ...warning })));
    if (order.row !== undefined && events[0]) eventOfRow.set(order.row, events[0].id);
    if (events.length && isNew(position)) result.events += events.length;
    else result.unchanged += 1;
  } catch (error) {
    const { code, detail, status, errors: [about] = [] } = problemOf(error, language);
    if (status >= 500) throw error;
    const pointed = about?.pointer.slice(1) ?? '';
    const field = pointed === '' && error instanceof Malformed ? error.wrong[0]?.values?.['field'] : pointed;
    result.refused.push({ order, code: code as FaultCode, detail: about?.detail ?? detail, ...(field && { field: String(field) }) });
  }
}

function unknownRow(row: string): never {
  throw new Refusal('EVENT_UNKNOWN', { row: row.slice(0, 40) });
}

/** Consecutive rows with one day of recording. */
function daysOf(orders: readonly ImportOrder[]): ImportOrder[][] {
  const days: ImportOrder[][] = [];
  let current: CivilDate | undefined | null = null;
  for (const order of orders) {
    if (order.recordedOn !== current || days.length === 0) days.push([]);
    current = order.recordedOn;
    days.at(-1)?.push(order);
  }
  return days;
}

/** Rows one after the other, and all streams that they touch. */
interface Lane {
  orders: ImportOrder[];
  streams: string[];
}

/** Rows that touch one home or citizen in common stay in one lane; a policy touches everything. */
function lanesOf(day: readonly ImportOrder[]): ImportOrder[][] {
  if (day.some(({ kind }) => kind === 'policy')) return [[...day]];
  const laneOf = new Map<string, Lane>();
  for (const order of day) {
    const touched = touchedBy(order);
    const lane = joined(new Set(touched.map((stream) => laneOf.get(stream)).filter((each) => each !== undefined)), laneOf);
    lane.orders.push(order);
    for (const stream of touched.filter((each) => !laneOf.has(each))) {
      lane.streams.push(stream);
      laneOf.set(stream, lane);
    }
  }
  const lanes = [...new Set(laneOf.values())].map(({ orders }) => orders.sort((a, b) => a.line - b.line));
  return lanes.sort((a, b) => lastLineOf(a) - lastLineOf(b));
}

const lastLineOf = (orders: readonly ImportOrder[]) => orders.at(-1)?.line ?? 0;

function touchedBy({ kind, target, fields: { citizen } }: ImportOrder): string[] {
  const own = streamOf(kind, target ?? '');
  return typeof citizen === 'string' ? [...new Set([own, streamOf('citizen', citizen)])] : [own];
}

/** The lanes as one: the smaller ones go into the biggest, so that joining many costs little. */
function joined(lanes: ReadonlySet<Lane>, laneOf: Map<string, Lane>): Lane {
  const [biggest = { orders: [], streams: [] }, ...others] = [...lanes].sort((a, b) => b.streams.length - a.streams.length);
  for (const { orders, streams } of others) {
    for (const order of orders) biggest.orders.push(order);
    for (const stream of streams) {
      biggest.streams.push(stream);
      laneOf.set(stream, biggest);
    }
  }
  return biggest;
}
