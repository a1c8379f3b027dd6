import { readFileSync } from 'node:fs';
import type { Answer, Server } from '../journeys/server.js';
import { as } from '../journeys/server.js';
import { CITIZEN_COMMANDS } from '@relet/domain';
import type { TimelineFact } from '@relet/domain/testing';
import { ROUTES } from '@relet/reletting';

/** One line of a worked history, of a home or a citizen. */
export type Line = TimelineFact;

/** What a worked history expects. */
export interface Expected {
  reportDate?: string;
  period?: string;
  quarter?: string;
  knownAt?: Record<string, Expected>;
  byPeriod?: Record<string, number>;
  phasesByPeriod?: Record<string, Record<string, number>>;
  guarantee?: { asOf: string; deadline: string; breachDays: number; readyBy?: string }[];
  [figure: string]: unknown;
}

export interface Timeline {
  title: string;
  policy?: Record<string, unknown>;
  facts: Line[];
  expect: Expected;
}

export const TIMELINES = JSON.parse(readFileSync('test/acceptance/timelines.json', 'utf8')) as Record<string, Timeline>;

/** The pseudonym for a citizen's short name in a timeline. */
export const pseudonym = (unit: string, local: string) =>
  `00000000-0000-5000-8000-${[...`${unit}${local}`]
    .reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 999_999_999_989, 7)
    .toString()
    .padStart(12, '0')}`;

/** Gives a worked history to a server line by line, each on its day of recording; answers the refusals as `command effective code`. */
export async function play(server: Server, unit: string, { policy, facts }: Pick<Timeline, 'policy' | 'facts'>): Promise<string[]> {
  const ids = new Map<string, string>();
  await prepare(server, unit, { facts, ...(policy && { policy }) });
  const told: string[] = [];
  for (const line of facts) {
    const answer = await give(server, unit, line, ids);
    told.push(`${line.command} ${line.effective} ${answer.body.code ?? ''}`);
  }
  return told;
}

/** Agrees the policy of a timeline and puts its citizens on the general list, before its first line. */
export async function prepare(server: Server, unit: string, { policy, facts }: Pick<Timeline, 'policy' | 'facts'>): Promise<void> {
  const first = { 'relet-now': facts.map(recordingDay).sort()[0] as string };
  if (policy) await taken(server.post('/v1/policies/eksempel', { effective: '2015-01-01', ...policy }, first));
  for (const citizen of new Set(facts.flatMap((line) => line.citizen ?? []))) {
    if (facts.some((line) => line.command === 'ApproveCitizen' && line.citizen === citizen)) continue;
    const path = `/v1/citizens/${pseudonym(unit, citizen)}/approval`;
    await taken(server.post(path, { effective: '2015-01-01', list: 'general', elderly: true }, { ...first, ...as('eksempel') }));
  }
}

/** The Copenhagen day on which a line was recorded. */
export const recordingDay = ({ recordedOn, effective }: Line) => recordedOn ?? effective;

async function taken(asked: Promise<Answer>): Promise<void> {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(JSON.stringify(body));
}

/** Gives one line's command; `ids` keeps the events that corrections name. */
export async function give(server: Server, unit: string, line: Line, ids: Map<string, string>): Promise<Answer> {
  const { command, recordedOn: _on, refused: _r, id, target, targets, offer, citizen, ...fields } = line;
  const ofCitizen = Object.hasOwn(CITIZEN_COMMANDS, command);
  const route = ROUTES.findLast((each) => each.command === command && (command !== 'CorrectEvent' || each.kind === 'unit'));
  const path = (route?.path ?? '')
    .replace(':unit', unit)
    .replace(':municipality', 'eksempel')
    .replace(':offer', offer ?? '')
    .replace(':citizen', citizen ? pseudonym(unit, citizen) : '');
  const body = {
    ...fields,
    ...(command === 'MakeOffer' && { offerId: offer }),
    ...(citizen && !ofCitizen && { citizen: pseudonym(unit, citizen) }),
    ...(command === 'RetractEvent' && { targets: (targets ?? [target ?? '']).map((name) => ids.get(name)) }),
    ...(command === 'CorrectEvent' && target && { target: ids.get(target) }),
  };
  const who = ofCitizen ? as('eksempel') : {};
  const answer = await server.post(`/v1/${path}`, body, { 'relet-now': recordingDay(line), ...who });
  if (answer.status >= 500) throw new Error(JSON.stringify(answer.body));
  if (id) ids.set(id, (answer.body['events'] as unknown as { id: string }[])[0]?.id ?? '');
  return answer;
}

type Figures = Record<string, Record<string, never>>;

/** Asks a server for the figures of one home (or all) in a period. */
export type Ask = (query: Record<string, string>) => Promise<Figures>;

/** Every figure that a worked history may name, asked one by one. */
export async function figuresOf(ask: Ask, unit: string, expected: Expected, knownAt?: string): Promise<Record<string, unknown>> {
  const times: Record<string, string> = { ...(expected.reportDate && { asOf: expected.reportDate }), ...(knownAt && { knownAt }) };
  const within = (period: string) => {
    const [from, to] = period.split('..') as [string, string];
    return ask({ from, to, unit, ...times });
  };
  const { vacancy, lettings, offers } = (await within('2010-01-01..2030-12-31')) as Record<string, Record<string, never>>;
  const all = lettings?.['all'] as unknown as Record<string, Record<string, never>>;
  const asked = expected.period ?? expected.quarter;
  const some = asked
    ? ((await within(asked)) as unknown as Record<string, Record<string, number>>)['vacancy']
    : (vacancy as unknown as Record<string, number>);
  const some1 = some as Record<string, number>;
  const each = async <T>(periods: Record<string, T>, of: (figures: Figures) => T) => {
    const found: Record<string, T> = {};
    for (const period of Object.keys(periods)) found[period] = of(await within(period));
    return found;
  };
  return {
    reportDate: expected.reportDate,
    period: expected.period,
    quarter: expected.quarter,
    emptyDays: some1['emptyUnitDays'],
    phases: counted(some1['phases']),
    byPeriod: await each(
      expected.byPeriod ?? {},
      (figures) => (figures['vacancy'] as unknown as Record<string, number>)['emptyUnitDays'] as number,
    ),
    phasesByPeriod: await each(expected.phasesByPeriod ?? {}, (figures) =>
      counted((figures['vacancy'] as unknown as Record<string, Record<string, number>>)['phases']),
    ),
    tomgangDays: (vacancy as never as { tomgang: { days: number } }).tomgang.days,
    tomgangOere: (vacancy as never as { tomgang: { oere: number } }).tomgang.oere,
    daysOwedByEstate: (vacancy as never as { leaver: { days: number } }).leaver.days,
    delayDays: counted(vacancy?.['delayDays']),
    lettings: all['lettings'],
    gross: all['gross']?.['sum'],
    net: all['net']?.['sum'],
    outOfService: all['outOfServiceDays'],
    leadTime: all['leadTime']?.['sum'],
    offerLead: all['offerLead']?.['sum'],
    availableInQuarter: some1['availableUnitDays'],
    emptyInQuarter: some1['emptyUnitDays'],
    available: some1['availableUnitDays'],
    standardRelet: (lettings as unknown as Record<string, Record<string, number>>)['standard']?.['lettings'] === 1,
    accepted: offers?.['accepted'],
    declined: offers?.['declined'],
    expired: offers?.['expired'],
    withdrawn: offers?.['withdrawn'],
    offers: offers?.['offers'],
  };
}

const counted = (days: unknown) => Object.fromEntries(Object.entries(days as Record<string, number>).filter(([, count]) => count > 0));

/** The figures that a worked history names. One that is not asked for above is undefined, and so the test fails. */
export const named = (figures: Record<string, unknown>, expected: Expected) =>
  Object.fromEntries(Object.keys(expected).map((key) => [key, figures[key]]));
