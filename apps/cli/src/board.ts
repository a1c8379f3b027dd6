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
import { WORDS, type Language, type MeetingSection } from '@relet/words';
import { principalOf, reading, UsageError, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, say, sayTrust, table } from './output.js';
import { timesOf, type Times } from './reading.js';

/** What narrows a list. */
interface Narrowed extends Common, Times {
  municipality?: string;
}

const filterOf = ({ municipality, ...options }: Narrowed) => ({
  ...timesOf(options),
  ...(municipality !== undefined && { municipality }),
});

/** `relet board`: where each home stands. */
export async function board(options: Narrowed & { active?: boolean; waiting?: boolean; building?: string }): Promise<number> {
  const { active, building } = options;
  if (options.waiting && (active || building !== undefined))
    throw new UsageError('--waiting lists citizens: it takes --municipality and the two times.');
  if (options.waiting) return waiting(options);
  const query = checked(BoardQuery, {
    ...filterOf(options),
    ...(active && { active: 'true' }),
    ...(building !== undefined && { building }),
  });
  const principal = principalOf(options, 'administrator');
  return reading(options, ['board'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskBoard(query, principal));
    if (options.json) putJson(answer);
    else put(table(BOARD, answer.homes.map(cardRow)));
    sayTrust(answer);
    return EXIT.ok;
  });
}

const BOARD = ['home', 'building', 'stage', 'phase', 'since', 'ball', 'next step', 'empty', 'tomgang', 'offers'];
const cardRow = (card: BoardAnswer['homes'][number]) => [
  card.unit,
  card.building,
  card.stage,
  card.phase,
  card.phaseSince,
  card.owner,
  card.nextStep,
  card.emptyDays,
  card.tomgangDays,
  card.offers.length,
];

/** `relet board --waiting`: who waits, days left of the guarantee, and the homes that could meet it. */
async function waiting(options: Narrowed): Promise<number> {
  const query = checked(WaitingQuery, filterOf(options));
  const principal = principalOf(options, 'administrator');
  return reading(options, ['board'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskWaiting(query, principal));
    if (options.json) putJson(answer);
    else put(table(WAITING, answer.citizens.map(waitingRow)));
    sayTrust(answer);
    return EXIT.ok;
  });
}

const WAITING = ['citizen', 'municipality', 'list', 'deadline', 'days left', 'offers', 'homes that could meet it'];
const waitingRow = ({ citizen, municipality, list, deadline, daysLeft, metOn, noClock, openOffers, homes }: WaitingCitizen) => [
  citizen,
  municipality,
  list,
  deadline ?? noClock,
  daysLeft ?? (metOn ? `met ${metOn}` : null),
  openOffers.length,
  homes
    .slice(0, 3)
    .map(({ unit, ready, readyOn }) => (ready ? unit : `${unit} (works until ${readyOn})`))
    .join(', ') + (homes.length > 3 ? ` and ${homes.length - 3} more` : ''),
];

/** `relet deadlines`: what is past or falls due within some days. */
export async function deadlines(options: Narrowed & { within?: string }): Promise<number> {
  const query = checked(DeadlinesQuery, { ...filterOf(options), ...(options.within !== undefined && { within: options.within }) });
  const principal = principalOf(options, 'administrator');
  return reading(options, ['board'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskDeadlines(query, principal));
    if (options.json) putJson(answer);
    else
      put(
        table(
          ['day', 'days left', 'what', 'home', 'building', 'citizen', 'municipality'],
          answer.deadlines.map(({ on, daysLeft, what, unit, building, citizen, municipality }) => [
            on,
            daysLeft,
            what,
            unit,
            building,
            citizen,
            municipality,
          ]),
        ),
      );
    sayTrust(answer);
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
      say(`Written: ${html}`);
    } else if (options.json) putJson(answer);
    else putAgenda(answer, lang);
    sayTrust(answer);
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
