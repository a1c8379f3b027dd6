import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { serve, as, type Server } from '../journeys/server.js';
import { figuresOf, give, named, play, prepare, pseudonym, recordingDay, TIMELINES, type Ask, type Timeline } from './play.js';

const LATER = { 'relet-now': '2026-12-31' };

/** Asks for figures over HTTP; answers those of the first group. */
const asking =
  (server: Server): Ask =>
  async (query) => {
    const answer = await server.get(
      `/v1/vacancy?${new URLSearchParams({ ...query, ...(server.position && { after: server.position }) }).toString()}`,
      LATER,
    );
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return (answer.body['groups'] as unknown as never[])[0] ?? ({} as never);
  };

const ENGINES = ['SQLite', 'EventStoreDB'] as const;

/** A server on an engine of its own. */
async function serveOn(engine: (typeof ENGINES)[number]): Promise<Server> {
  if (engine === 'SQLite') return serve();
  const folder = mkdtempSync(join(tmpdir(), 'relet-'));
  const standIn = await EventStoreDbStandIn.start(await openStore(join(folder, 'server.db')));
  const server = await serve({ store: standIn.setting, readModel: join(folder, 'read.db') });
  const { stop } = server;
  return Object.assign(server, { stop: () => stop().then(() => standIn.stop()) });
}

describe.each(ENGINES)('the worked histories through HTTP, on %s', (engine) => {
  for (const [name, timeline] of Object.entries(TIMELINES)) {
    if (!timeline.facts) continue;
    test(`${name}: ${timeline.title}`, async () => {
      const server = await serveOn(engine);
      try {
        await holds(server, timeline);
      } finally {
        await server.stop();
      }
    });
  }
});

async function holds(server: Server, timeline: Timeline): Promise<void> {
  const unit = 'eksempel.1';
  const told = await play(server, unit, timeline);
  expect(told).toEqual(timeline.facts.map(({ command, effective, refused }) => `${command} ${effective} ${refused ?? ''}`));
  const { knownAt = {}, guarantee = [], ...expected } = timeline.expect;
  expect(named(await figuresOf(asking(server), unit, expected), expected)).toEqual(expected);
  for (const [K, then] of Object.entries(knownAt)) expect(named(await figuresOf(asking(server), unit, then, K), then)).toEqual(then);
  for (const { asOf, ...clock } of guarantee) {
    const { body } = await server.get(`/v1/waiting-list?asOf=${asOf}&after=${server.position}`, as('eksempel'));
    expect((body['citizens'] as unknown as { citizen: string }[]).find(({ citizen }) => citizen === pseudonym(unit, 'c25'))).toMatchObject(
      clock,
    );
  }
}

test.each(ENGINES)('T11: the portfolio, with the correction and as known on the last day of the quarter, on %s', async (engine) => {
  const server = await serveOn(engine);
  try {
    const { units, expect: expected } = TIMELINES['T11'] as unknown as { units: string[]; expect: Record<string, never> };
    await recordAll(server, units);
    const quarter = { from: '2026-04-01', to: '2026-06-30' };
    const now = await asking(server)(quarter);
    expect(seen(now)).toEqual(portfolioOf(expected));
    const byUnit = await server.get(`/v1/vacancy?from=2026-04-01&to=2026-06-30&groupBy=unit`);
    const empty = Object.fromEntries(
      (byUnit.body['groups'] as unknown as { key: string; vacancy: { emptyUnitDays: number } }[]).map(({ key, vacancy }) => [
        key.slice('eksempel.'.length).toUpperCase(),
        vacancy.emptyUnitDays,
      ]),
    );
    expect(empty).toEqual(expected['emptyByUnit']);
    for (const [knownAt, then] of Object.entries(expected['knownAt'] as unknown as Record<string, object>))
      expect(named(seen(await asking(server)({ ...quarter, knownAt })), then as never)).toEqual(then);
  } finally {
    await server.stop();
  }
});

/** Tells T1 to T10 to one store, each line on its day of recording, and the correction of T8 on 2026-07-11. */
async function recordAll(server: Server, units: string[]): Promise<void> {
  const ids = new Map<string, string>();
  const lines = units.flatMap((unit) => {
    const { facts } = TIMELINES[unit] as Timeline;
    return facts.map((line) => ({
      unit: `eksempel.${unit.toLowerCase()}`,
      line: line.command === 'CorrectEvent' ? { ...line, effective: '2026-07-11', recordedOn: '2026-07-11' } : line,
    }));
  });
  for (const unit of units)
    await prepare(server, `eksempel.${unit.toLowerCase()}`, {
      facts: [{ command: 'SetRent', effective: '2015-01-01' }, ...(TIMELINES[unit] as Timeline).facts],
    });
  const inOrder = lines
    .map((each, n) => ({ ...each, n }))
    .sort((a, b) => recordingDay(a.line).localeCompare(recordingDay(b.line)) || a.n - b.n);
  for (const { unit, line } of inOrder) await give(server, unit, line, ids);
}

interface Lettings {
  gross: Record<'mean' | 'median' | 'p90', { value: number }>;
  phases: Record<string, number>;
  owners: Record<string, number>;
  offersPerLetting: { value: number };
  offers: { refusalRate: { exact: string }; noReplyRate: { exact: string } };
}

function seen({ vacancy, lettings }: Record<string, Record<string, never>>) {
  const { gross, phases, owners, offersPerLetting, offers } = (lettings as unknown as { all: Lettings }).all;
  const some = (days: Record<string, number>) => Object.fromEntries(Object.entries(days).filter(([, count]) => count > 0));
  return {
    emptyUnitDays: vacancy?.['emptyUnitDays'],
    availableUnitDays: vacancy?.['availableUnitDays'],
    mean: gross.mean.value,
    median: gross.median.value,
    p90: gross.p90.value,
    phasesOfLettings: some(phases),
    ownersOfLettings: some(owners),
    offersPerLetting: offersPerLetting.value,
    refusalRate: offers.refusalRate.exact,
    noReplyRate: offers.noReplyRate.exact,
  };
}

const portfolioOf = ({ emptyByUnit: _e, lettings: _l, knownAt: _k, ...figures }: Record<string, never>) => figures;

test.each(ENGINES)('T12: a new building of 78 homes, on %s', async (engine) => {
  const server = await serveOn(engine);
  try {
    const units = Array.from({ length: 78 }, (_, n) => `eksempel.n${n}`);
    for (const unit of units) {
      await server.post(
        `/v1/units/${unit}`,
        { effective: '2026-09-01', kind: 'care_home', municipality: 'eksempel', building: 'Nybo', rentOere: 600000 },
        { 'relet-now': '2026-08-01' },
      );
    }
    for (const [n, unit] of units.entries()) {
      const effective = n < 30 ? '2026-09-01' : n < 58 ? '2026-09-15' : '2026-10-01';
      expect((await server.post(`/v1/units/${unit}/move-in`, { effective, direct: true }, { 'relet-now': '2026-10-01' })).status).toBe(200);
    }
    expect(await asking(server)({ from: '2026-09-01', to: '2026-09-30' })).toMatchObject({
      vacancy: { emptyUnitDays: 992, availableUnitDays: 2340 },
      lettings: { all: { gross: { n: 0, mean: null } } },
    });
    expect(await asking(server)({ from: '2026-08-01', to: '2026-08-31' })).toMatchObject({ vacancy: { availableUnitDays: 0 } });
  } finally {
    await server.stop();
  }
});
