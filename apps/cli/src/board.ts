import { QueryBus } from '@nestjs/cqrs';
import { writeFileSync } from 'node:fs';
import {
  AskBoard,
  AskDeadlines,
  AskMeeting,
  AskWaiting,
  BoardQuery,
  DeadlinesQuery,
  meetingPage,
  MeetingQuery,
  rowsOf,
  WaitingQuery,
  type BoardAnswer,
  type MeetingAnswer,
  type WaitingCitizen,
} from '@relet/board';
import { checked } from '@relet/platform';
import { WORDS, type Language, type MeetingSection, type Words } from '@relet/words';
import { principalOf, reading, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, say, sayTrust, table, type Cell } from './output.js';
import { timesOf, type Times } from './reading.js';
import { UsageError } from './usage.js';

/** What narrows a list. */
interface Narrowed extends Common, Times {
  municipality?: string;
}

const filterOf = ({ municipality, ...options }: Narrowed) => ({
  ...timesOf(options),
  ...(municipality !== undefined && { municipality }),
});

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
  const isNarrowed = active === true || [building, olderThan, sort].some((each) => each !== undefined);
  if (options.waiting && isNarrowed) throw new UsageError((usage) => usage.waitingTakes());
  if (options.waiting) return waiting(options);
  const query = checked(BoardQuery, {
    ...filterOf(options),
    ...(active && { active: 'true' }),
    ...(building !== undefined && { building }),
    ...(olderThan !== undefined && { olderThan }),
    ...(sort !== undefined && { sort }),
  });
  const principal = principalOf(options, 'administrator');
  return reading(options, ['board'], async (house) => {
    const bus = house.get(QueryBus);
    const answer = await bus.execute(new AskBoard(query, principal));
    // A person at the command line sees all homes, page by page as the board gives them.
    for (let { cursor } = answer; cursor !== null;) {
      const page = await bus.execute(new AskBoard({ ...query, cursor }, principal));
      answer.homes.push(...page.homes);
      ({ cursor } = page);
    }
    answer.cursor = null;
    const words = WORDS[languageOf(options)];
    if (options.json) putJson(answer);
    else
      put(
        table(
          Object.values(words.board.homes),
          answer.homes.map((card) => Object.values(cardCells(card, words))),
        ),
      );
    sayTrust(answer, languageOf(options));
    return EXIT.ok;
  });
}

function cardCells(card: BoardAnswer['homes'][number], words: Words): Record<keyof Words['board']['homes'], Cell> {
  const { unit, building, stage, phase, phaseSince, owner, nextStep, emptyDays, tomgangDays, offers } = card;
  return {
    unit,
    building,
    stage: words.stages[stage],
    phase: phase && words.phases[phase],
    since: phaseSince,
    owner: owner && words.owners[owner],
    next: nextStep && words.nextSteps[nextStep],
    emptyDays,
    tomgangDays,
    offers: offers.length,
  };
}

/** `relet board --waiting`: who waits, days left of the guarantee, and the homes that could meet it. */
async function waiting(options: Narrowed): Promise<number> {
  const query = checked(WaitingQuery, filterOf(options));
  const principal = principalOf(options, 'administrator');
  return reading(options, ['board'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskWaiting(query, principal));
    const words = WORDS[languageOf(options)];
    if (options.json) putJson(answer);
    else
      put(
        table(
          Object.values(words.board.citizens),
          answer.citizens.map((citizen) => Object.values(waitingCells(citizen, words))),
        ),
      );
    sayTrust(answer, languageOf(options));
    return EXIT.ok;
  });
}

/** Homes that are named; how many more there are is said. */
const NAMED = 3;

function waitingCells(row: WaitingCitizen, words: Words): Record<keyof Words['board']['citizens'], Cell> {
  const { citizen, municipality, list, deadline, daysLeft, metOn, noClock, openOffers, homes } = row;
  const { met, worksUntil, andMore } = words.board;
  const named = homes.slice(0, NAMED).map(({ unit, ready, readyOn }) => (ready ? unit : worksUntil(unit, readyOn)));
  return {
    citizen,
    municipality,
    list: words.waitingLists[list],
    deadline: deadline ?? (noClock && words.noClocks[noClock]),
    daysLeft: daysLeft ?? (metOn ? met(metOn) : null),
    offers: openOffers.length,
    homes: named.join(', ') + (homes.length > NAMED ? andMore(homes.length - NAMED) : ''),
  };
}

/** `relet deadlines`: what is past or falls due within some days. */
export async function deadlines(options: Narrowed & { within?: string }): Promise<number> {
  const query = checked(DeadlinesQuery, { ...filterOf(options), ...(options.within !== undefined && { within: options.within }) });
  const principal = principalOf(options, 'administrator');
  const words = WORDS[languageOf(options)];
  return reading(options, ['board'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskDeadlines(query, principal));
    if (options.json) putJson(answer);
    else
      put(
        table(
          words.commandLine.deadlines,
          answer.deadlines.map(({ on, daysLeft, what, unit, building, citizen, municipality }) => [
            words.date(on),
            daysLeft,
            words.due[what],
            unit,
            building,
            citizen,
            municipality,
          ]),
        ),
      );
    sayTrust(answer, languageOf(options));
    return EXIT.ok;
  });
}

/** `relet meeting`: the agenda of the weekly meeting, on the screen or as a page to print. */
export async function meeting(options: Common & { since: string; municipality?: string; html?: string }): Promise<number> {
  const { since, municipality, html } = options;
  // What is printed is for a meeting in Denmark, whatever the machine speaks.
  const lang = options.lang ?? (html ? 'da' : languageOf(options));
  const query = checked(MeetingQuery, { since, lang, ...(municipality !== undefined && { municipality }) });
  const principal = principalOf(options, 'administrator');
  return reading(options, ['board'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskMeeting(query, principal));
    if (html) {
      writeFileSync(html, meetingPage(answer, lang));
      say(WORDS[languageOf(options)].commandLine.done.written(html));
    }
    if (options.json) putJson(answer);
    else if (!html) putAgenda(answer, lang);
    sayTrust(answer, languageOf(options));
    return EXIT.ok;
  });
}

function putAgenda(answer: MeetingAnswer, lang: Language): void {
  const { meeting: words } = WORDS[lang];
  put(`${words.title}. ${words.subtitle(words.date(answer.since), words.date(answer.asOf), answer.municipality ?? words.everywhere)}`);
  for (const [name, rows] of Object.entries(rowsOf(answer, WORDS[lang]))) {
    const { heading, head } = words.sections[name as MeetingSection];
    put(`\n${heading} (${rows.length})${rows.length ? `\n${table(head, rows)}` : ''}`);
  }
}
