import { Refusal, type CivilDate } from '@relet/domain';
import { problemOf, type Clock, streamOf } from '@relet/platform';
import type { Language } from '@relet/words';
import type { CommandGateway } from '../../gateway.js';
import type { FaultCode } from '../spreadsheet/faults.js';
import { takingTurns } from '../turns.js';
import type { ImportOrder } from './orders.js';

/** What an import has done. */
export interface ImportResult {
  given: number;
  events: number;
  unchanged: number;
  refused: { order: ImportOrder; code: FaultCode; detail: string }[];
}

/** Where an import goes: the gateway, the clock that its rows set, which positions lie behind those of before, and the language of refusals. */
export interface Into {
  gateway: CommandGateway;
  clock: Clock;
  isNew(position: string | null): boolean;
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
  const result: ImportResult = { given: 0, events: 0, unchanged: 0, refused: [] };
  const eventOfRow = new Map<string, string>();
  const turn = takingTurns();
  for (const day of daysOf(orders)) {
    const [first] = day;
    // A file that was given before finds its days in the past: its rows change nothing, and the clock stays.
    if (first?.recordedOn !== undefined && (clock.kind === 'system' || first.recordedOn > clock.today())) clock.set(first.recordedOn);
    await inLanes(lanesOf(day), async (order) => {
      await turn();
      await give(order, into, eventOfRow, result);
      progress(++result.given);
    });
  }
  return result;
}

async function give(
  order: ImportOrder,
  { gateway, isNew, language }: Into,
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
    const { events, position } = await gateway.give(order.kind, order.command, order.target, fields, {
      principal: order.principal,
      key: order.key,
    });
    if (order.row !== undefined && events[0]) eventOfRow.set(order.row, events[0].id);
    if (events.length && isNew(position)) result.events += events.length;
    else result.unchanged += 1;
  } catch (error) {
    const { code, detail, status } = problemOf(error, language);
    if (status >= 500) throw error;
    result.refused.push({ order, code: code as FaultCode, detail });
  }
}

function unknownRow(row: string): never {
  throw new Refusal('EVENT_UNKNOWN', `No event came of the row ${row.slice(0, 40)}.`);
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

/** Rows that touch one home or citizen in common stay in one lane; a policy touches everything. */
function lanesOf(day: readonly ImportOrder[]): ImportOrder[][] {
  if (day.some(({ kind }) => kind === 'policy')) return [[...day]];
  const laneOf = new Map<string, ImportOrder[]>();
  const lanes = new Set<ImportOrder[]>();
  for (const order of day) {
    const touched = [
      `${order.kind}-${order.target}`,
      ...(typeof order.fields['citizen'] === 'string' ? [streamOf('citizen', order.fields['citizen'])] : []),
    ];
    const joined = [...new Set(touched.flatMap((stream) => laneOf.get(stream) ?? []))];
    const found = [...new Set(touched.map((stream) => laneOf.get(stream)).filter((lane) => lane !== undefined))];
    const lane = [...(found.length > 1 ? joined : (found[0] ?? [])), order];
    for (const old of found) lanes.delete(old);
    lanes.add(lane);
    for (const [stream, old] of laneOf) if (found.includes(old)) laneOf.set(stream, lane);
    for (const stream of touched) laneOf.set(stream, lane);
  }
  return [...lanes].map((lane) => lane.sort((a, b) => a.line - b.line));
}

async function inLanes(lanes: readonly ImportOrder[][], act: (order: ImportOrder) => Promise<void>): Promise<void> {
  const waiting = [...lanes];
  const worker = async () => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) for (const order of lane) await act(order);
  };
  await Promise.all(Array.from({ length: Math.min(LANES, lanes.length) }, worker));
}
