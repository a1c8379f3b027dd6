import type { Chance } from '../../apps/cli/src/demo/chance.js';
import type { Cast } from './agreement.js';
import type { Answer, Order } from './clients.js';
import { ago, approved, citizen, empty, offered, yes } from './lettings.js';

/** One race: what is given before it, the commands sent at the same moment, and the codes that a loser may get. */
export interface Race {
  cast: Cast;
  /** Commands that are given before it, step by step. */
  before: Order[][];
  shots: Order[];
  /** Codes that a loser may get. */
  losers: readonly string[];
  /** True when all give the very same command, so that all get the same answer. */
  same?: true;
  /** `some` where there are several homes to win. There is one winner a home at most, which the streams show. */
  winners?: 'some';
}

/** A kind of race for a number of clients. Each race has its own homes and citizens, by its number. */
type Kind = (race: number, clients: number, chance: Chance) => Race;

/** Numbers of races are far enough apart for 20 citizens and 20 homes each. */
const people = (race: number, count: number) => Array.from({ length: count }, (_, n) => citizen(race * 20 + n));
const places = (race: number, count: number) => Array.from({ length: count }, (_, n) => `eksempel.race${race * 20 + n}`);
/** A loser is told that the offer is gone or that the home has another acceptance, whichever is found first. */
const TOO_LATE = ['OFFER_NOT_PENDING', 'LETTING_COMMITTED'];

export const KINDS: Record<string, Kind> = {
  'many say yes to one home': (race, clients) => {
    const [citizens, [home = '']] = [people(race, clients), places(race, 1)];
    const before = [[empty(home), ...citizens.map(approved)], citizens.map((one) => offered(home, one))];
    return { cast: { citizens, homes: [home] }, before, shots: citizens.map((one) => yes(home, one)), losers: TOO_LATE };
  },
  'one says yes to many homes': (race, clients) => {
    const [[one = ''], homes] = [people(race, 1), places(race, clients)];
    const before = [[approved(one), ...homes.map(empty)], homes.map((home) => offered(home, one))];
    return { cast: { citizens: [one], homes }, before, shots: homes.map((home) => yes(home, one)), losers: ['CITIZEN_ALREADY_ACCEPTED'] };
  },
  'everybody says yes to everything': (race, clients) => {
    const homes = places(race, 2 + (race % 3));
    const citizens = people(race, Math.max(1, Math.floor(clients / homes.length)));
    const pairs = citizens.flatMap((one) => homes.map((home) => [home, one] as const));
    const before = [[...citizens.map(approved), ...homes.map(empty)], pairs.map((pair) => offered(...pair))];
    const losers = [...TOO_LATE, 'CITIZEN_ALREADY_ACCEPTED'];
    return { cast: { citizens, homes }, before, shots: pairs.map((pair) => yes(...pair)), losers, winners: 'some' };
  },
  'one yes many times under one key': (race, clients) => ({ ...sameYes(race, clients, () => 'key'), same: true }),
  'one yes many times under different keys': (race, clients) => sameYes(race, clients, (n) => `key-${n}`),
  'yes, no and withdrawal': (race, clients, chance) => {
    const { cast, before, shots } = sameYes(race, clients, (n) => `key-${n}`);
    const [home = '', [one = '']] = [cast.homes[0], cast.citizens];
    const others = [
      { path: `units/${home}/offers/${one}/decline`, body: { effective: ago(1), reason: 'other_area' } },
      { path: `units/${home}/offers/${one}/withdrawal`, body: { effective: ago(1) } },
    ];
    return { cast, before, shots: shots.map((own) => chance.pick([own, ...others])), losers: TOO_LATE };
  },
  'a move-in many times': (race, clients) => {
    const { cast, before } = sameYes(race, 1, () => 'yes');
    const [home = '', [one = '']] = [cast.homes[0], cast.citizens];
    const contract = { path: `units/${home}/contract`, body: { effective: ago(1), rentFrom: ago(1) } };
    const shots = Array.from({ length: clients }, (_, n) => ({ path: `units/${home}/move-in`, body: { effective: ago(n % 2) } }));
    return { cast, before: [...before, [yes(home, one)], [contract]], shots, losers: ['NOT_READY', 'BREAKS_HISTORY', 'DATE_ORDER'] };
  },
  'a rent by many who have seen the same revision': (race, clients) => {
    const [home = ''] = places(race, 1);
    const shots = Array.from({ length: clients }, (_, n) => ({
      path: `units/${home}/rent`,
      body: { effective: ago(1), rentOere: n + 1 },
      ifMatch: 0,
    }));
    return { cast: { citizens: [], homes: [home] }, before: [[empty(home)]], shots, losers: ['VERSION_CONFLICT'] };
  },
};

function sameYes(race: number, clients: number, key: (n: number) => string): Race {
  const [[one = ''], [home = '']] = [people(race, 1), places(race, 1)];
  const shots = Array.from({ length: clients }, (_, n) => yes(home, one, `${race}-${key(n)}`));
  return {
    cast: { citizens: [one], homes: [home] },
    before: [[empty(home), approved(one)], [offered(home, one)]],
    shots,
    losers: TOO_LATE,
  };
}

/** Names in words what is wrong with the answers to a race: exactly one must have changed something, and the others must have been told why not. */
export function misjudged({ losers, winners, same }: Race, answers: readonly Answer[]): string[] {
  const changes = new Set(
    answers.flatMap(({ status, body }) => (status === 200 && body.events?.length ? JSON.stringify(body.events) : [])),
  );
  // Two servers that are asked at the same moment may each answer with their own time of recording, so that is not compared.
  const different = new Set(answers.map(({ status, body: { recordedAt: _, ...body } }) => JSON.stringify([status, body]))).size;
  const told = answers
    .filter(({ status }) => status !== 200)
    .map(({ status, body }) => `${status} ${body.code}`)
    .filter((one) => !losers.some((code) => one === `${code === 'VERSION_CONFLICT' ? 412 : 409} ${code}`));
  return [
    ...(changes.size === 1 || (winners === 'some' && changes.size > 0) ? [] : [`${changes.size} have changed something`]),
    ...(same && different > 1 ? ['one command has several answers'] : []),
    ...told,
  ];
}
