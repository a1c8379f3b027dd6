import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { foldHistory, foldUnit, liveFacts, upcast, type Fact } from '@relet/domain';
import { tell, Town, type Timeline } from '@relet/domain/testing';

/** Histories that released versions wrote, with the state and figures that they mean. They are replayed in every build and never written again. */
const FOLDER = 'test/histories';

/** `RELET_GOLDEN=1` writes the histories that are missing, before a version is released. */
if (process.env['RELET_GOLDEN']) {
  const timelines = JSON.parse(readFileSync('test/acceptance/timelines.json', 'utf8')) as Record<string, Timeline>;
  for (const name of ['T8', 'T20', 'T21', 'T22', 'T25']) {
    const file = `${FOLDER}/v1-${name}.json`;
    if (existsSync(file)) continue;
    const town = new Town('2015-01-02');
    tell(town, 'eksempel.1', timelines[name] as Timeline);
    writeFileSync(file, `${JSON.stringify({ events: town.home('eksempel.1'), ...meaningOf(town.home('eksempel.1')) }, null, 1)}\n`);
  }
}

function meaningOf(recorded: readonly Fact[]): { state: unknown; history: unknown } {
  const live = liveFacts(recorded);
  const { offers, pastOffers: _, ...state } = foldUnit(live);
  return JSON.parse(JSON.stringify({ state: { ...state, offers: [...offers.values()] }, history: foldHistory('eksempel.1', live) })) as {
    state: unknown;
    history: unknown;
  };
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

test('there are golden histories', () => expect(files.length).toBeGreaterThan(3));

test.each(files)('%s means today what it meant when it was written', (file) => {
  const { events, ...meaning } = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as {
    events: Fact[];
    state: unknown;
    history: unknown;
  };
  expect(meaningOf(events.map((event) => upcast(event)))).toEqual(meaning);
});

test('an event of an unknown type or version is refused, not guessed at', () => {
  const event = { id: 'x', type: 'RentSet', v: 2, revision: 0, effective: '2026-01-01', recordedAt: '', commandId: '', payload: {} };
  expect(() => upcast(event)).toThrow('RentSet v2');
  expect(() => upcast({ ...event, type: 'toString', v: 1 })).toThrow('toString v1');
});
