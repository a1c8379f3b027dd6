import type { INestApplicationContext } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { AskBoard, AskWaiting, BoardQuery, WaitingQuery, type BoardAnswer, type WaitingCitizen } from '@relet/board';
import { checked, type Principal } from '@relet/platform';
import { WORDS, type Words } from '@relet/words';
import { readingAs } from './acting.js';
import { reading, type Common } from './house.js';
import { initialsOf } from './initials.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, sayTrust, table, type Cell, type Trust } from './output.js';
import { given, timesOf, type Times } from './reading.js';
import { UsageError } from './usage.js';

/** What narrows a list. */
export interface Narrowed extends Common, Times {
  municipality?: string;
}

export const filterOf = ({ municipality, ...options }: Narrowed) => ({ ...timesOf(options), ...given({ municipality }) });

/** Asks the board as somebody, and shows the answer as JSON or to people; then says how far it is to be trusted. */
export async function askedOfBoard<A extends Trust & object>(
  options: Common,
  ask: (bus: QueryBus, principal: Principal) => Promise<A>,
  show: (answer: A, words: Words) => void,
): Promise<number> {
  const [language, principal] = [languageOf(options), await readingAs(options, 'administrator')];
  return reading(options, ['board'], async (house: INestApplicationContext) => {
    const answer = await ask(house.get(QueryBus), principal);
    if (options.json) putJson(answer);
    else show(answer, WORDS[language]);
    sayTrust(answer, language);
    return EXIT.ok;
  });
}

interface BoardOptions {
  active?: boolean;
  waiting?: boolean;
  building?: string;
  olderThan?: string;
  sort?: string;
}

/** `relet board`: where each home stands. */
export async function board(options: Narrowed & BoardOptions): Promise<number> {
  const { active, building, olderThan, sort } = options;
  const narrowing = given({ active: active && 'true', building, olderThan, sort });
  if (options.waiting && Object.keys(narrowing).length) throw new UsageError((usage) => usage.waitingTakes());
  if (options.waiting) return waiting(options);
  const query = checked(BoardQuery, { ...filterOf(options), ...narrowing });
  return askedOfBoard(
    options,
    async (bus, principal) => ({
      ...(await wholeBoard(bus, query, principal)),
      // The table of the board names no citizen.
      ...(options.json && (await initialsOf(options, 'board', query))),
    }),
    ({ homes }, words) =>
      put(
        table(
          Object.values(words.board.homes),
          homes.map((card) => Object.values(cardCells(card, words))),
          words,
        ),
      ),
  );
}

/** A person at the command line sees all homes, page by page as the board gives them. */
async function wholeBoard(bus: QueryBus, query: BoardQuery, principal: Principal): Promise<BoardAnswer> {
  const answer = await bus.execute(new AskBoard(query, principal));
  for (let { cursor } = answer; cursor !== null;) {
    const page = await bus.execute(new AskBoard({ ...query, cursor }, principal));
    answer.homes.push(...page.homes);
    ({ cursor } = page);
  }
  answer.cursor = null;
  return answer;
}

function cardCells(card: BoardAnswer['homes'][number], words: Words): Record<keyof Words['board']['homes'], Cell> {
  const { unit, building, stage, phase, phaseSince, owner, nextStep, emptyDays, tomgangDays, offers } = card;
  return {
    unit,
    building,
    stage: words.stages[stage],
    phase: phase && words.phases[phase],
    since: phaseSince && words.date(phaseSince),
    owner: owner && words.owners[owner],
    next: nextStep && words.nextSteps[nextStep],
    emptyDays,
    tomgangDays,
    offers: offers.length,
  };
}

/** `relet board --waiting`: who waits, days left of the guarantee, and the homes that could meet it. */
function waiting(options: Narrowed): Promise<number> {
  const query = checked(WaitingQuery, filterOf(options));
  return askedOfBoard(
    options,
    async (bus, principal) => ({
      ...(await bus.execute(new AskWaiting(query, principal))),
      ...(await initialsOf(options, 'waiting-list', query)),
    }),
    ({ citizens, initials = [] }, words) => {
      const shown = new Map(initials.map(({ citizen, initials: letters }) => [citizen, letters]));
      const rows = citizens.map((citizen) => Object.values(waitingCells(citizen, shown.get(citizen.citizen), words)));
      put(table(Object.values(words.board.citizens), rows, words));
    },
  );
}

/** Homes that are named; how many more there are is said. */
const NAMED = 3;

function waitingCells(row: WaitingCitizen, initials: string | undefined, words: Words): Record<keyof Words['board']['citizens'], Cell> {
  const { citizen, municipality, list, deadline, daysLeft, metOn, noClock, openOffers, homes } = row;
  const { met, worksUntil, andMore } = words.board;
  const named = homes.slice(0, NAMED).map(({ unit, ready, readyOn }) => (ready ? unit : worksUntil(unit, words.date(readyOn))));
  return {
    citizen: initials === undefined ? citizen : `${initials} ${citizen}`,
    municipality,
    list: words.waitingLists[list],
    deadline: deadline ? words.date(deadline) : noClock && words.noClocks[noClock],
    daysLeft: daysLeft ?? (metOn ? met(words.date(metOn)) : null),
    offers: openOffers.length,
    homes: named.join(', ') + (homes.length > NAMED ? andMore(homes.length - NAMED) : ''),
  };
}
