import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { foldHistory, foldUnit, liveFacts, Refusal, staysIn } from '@relet/domain';
import { Town, walk } from '@relet/domain/testing';
import { digestOf, FOLDER } from './log.js';

const FILE = `${FOLDER}/walks.txt`;
const RECORDED = 2_000;
const runs = Math.min(RECORDED, Number(process.env['RELET_HISTORIES'] ?? 200));

/** What a town answers while it is walked: facts, or the refusal with its sentence and details. */
let heard: unknown[] = [];
for (const method of ['order', 'citizen', 'policy'] as const) {
  const act = Town.prototype[method] as (...args: unknown[]) => unknown;
  Object.defineProperty(Town.prototype, method, {
    value(this: Town, ...args: unknown[]) {
      try {
        const facts = act.apply(this, args);
        heard.push([method, args, facts]);
        return facts;
      } catch (error) {
        if (error instanceof Refusal) heard.push([method, args, error.code, error.message, error.details]);
        throw error;
      }
    },
  });
}

/** Everything that was ordered, answered, recorded and folded on one walk. */
function walked(seed: number): string {
  heard = [];
  const { town, homes } = walk(seed);
  const folded = homes.map((home) => {
    const live = liveFacts(town.home(home));
    const { offers, ...state } = foldUnit(live);
    return [live, state, [...offers.values()], foldHistory(home, live), staysIn(home, live)];
  });
  return digestOf([heard, [...town.streams], folded]);
}

if (process.env['RELET_GOLDEN'] && !existsSync(FILE))
  writeFileSync(FILE, `${Array.from({ length: RECORDED }, (_, n) => walked(n + 1)).join('\n')}\n`);

test(`${runs} random walks are decided, refused and folded as version 0.1 did`, () => {
  const before = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const differing = before.slice(0, runs).flatMap((digest, n) => (walked(n + 1) === digest ? [] : [n + 1]));
  expect(differing).toEqual([]);
}, 600_000);
