import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { foldHistory, foldUnit, liveFacts, Refusal, staysIn } from '@relet/domain';
import { Town, walk } from '@relet/domain/testing';
import { digestOf, FOLDER } from './log.js';

const FILE = `${FOLDER}/walks.txt`;
const RECORDED = 2_000;
const runs = Math.min(RECORDED, Number(process.env['RELET_HISTORIES'] ?? 200));

/** What a town answers while it is walked: facts, or the refusal with its details. */
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
        if (error instanceof Refusal) {
          heard.push([method, args, error.code, toldBefore(error)]);
        }
        throw error;
      }
    },
  });
}

/** The details of a refusal without what is told since: which command has to come first, and which step is in the way of a day. */
function toldBefore({ code, details: { needs: _, ...details } }: Refusal): object {
  if (code !== 'DATE_ORDER') return details;
  const { event, type, stepOn: __, on } = details;
  return on === undefined ? { event, type } : { on };
}

/** Everything that was ordered, answered, recorded and folded on one walk. */
function walked(seed: number): string {
  heard = [];
  const { town, homes } = walk(seed);
  const folded = homes.map((home) => {
    const live = liveFacts(town.home(home));
    const { offers, pastOffers: _, ...state } = foldUnit(live);
    return [live, state, [...offers.values()], foldHistory(home, live), staysIn(home, live)];
  });
  return digestOf([heard, [...town.streams], folded]);
}

if (process.env['RELET_GOLDEN'] && !existsSync(FILE))
  writeFileSync(FILE, `${Array.from({ length: RECORDED }, (_, n) => walked(n + 1)).join('\n')}\n`);

/** Walks that the law has changed since, by seed. `RELET_AMENDED=1` writes them anew: compare some of them with version 0.1 before you keep them. */
const AMENDED = `${FOLDER}/walks-amended.json`;

test(`${runs} random walks are decided, refused and folded as version 0.1 did, but for the law amended since`, () => {
  const before = readFileSync(FILE, 'utf8').trimEnd().split('\n').slice(0, runs);
  const now = before.map((_, n) => walked(n + 1));
  if (process.env['RELET_AMENDED']) {
    const differing = now.flatMap((digest, n) => (digest === before[n] ? [] : [[String(n + 1), digest]]));
    writeFileSync(AMENDED, `${JSON.stringify(Object.fromEntries(differing), null, 1)}\n`);
  }
  const amended = JSON.parse(readFileSync(AMENDED, 'utf8')) as Record<string, string>;
  expect(now).toEqual(before.map((digest, n) => amended[n + 1] ?? digest));
}, 600_000);
