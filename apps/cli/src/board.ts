import { QueryBus } from '@nestjs/cqrs';
import { AskBoard, AskWaiting, BoardQuery, WaitingQuery, type BoardAnswer, type WaitingAnswer, type WaitingCitizen } from '#board';
import { checked } from '#platform';
import { principalOf, reading, type Common } from './house.js';
import { EXIT, put, putJson, table } from './output.js';
import type { Times } from './reading.js';

/** What narrows a list. */
interface Narrowed extends Common, Times {
  municipality?: string;
}

const filterOf = ({ asOf, municipality }: Narrowed) => ({ ...(asOf && { asOf }), ...(municipality && { municipality }) });

/** `relet board`: where each home stands. */
export async function board(options: Narrowed & { active?: boolean; waiting?: boolean }): Promise<number> {
  if (options.waiting) return waiting(options);
  const query = checked(BoardQuery, { ...filterOf(options), ...(options.active && { active: 'true' }) });
  const principal = principalOf(options, 'administrator');
  return reading(options, async (house) => {
    const answer = await house.get(QueryBus).execute<AskBoard, BoardAnswer>(new AskBoard(query, principal));
    if (options.json) putJson(answer);
    else put(table(BOARD, answer.homes.map(cardRow)));
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
  return reading(options, async (house) => {
    const answer = await house.get(QueryBus).execute<AskWaiting, WaitingAnswer>(new AskWaiting(query, principal));
    if (options.json) putJson(answer);
    else put(table(WAITING, answer.citizens.map(waitingRow)));
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
