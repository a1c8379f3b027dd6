import type { Server } from '../../journeys/server.js';

/** One request of the record: its name, who asks, and what. */
export interface Question {
  as: string;
  path: string;
  body?: object;
  now?: string;
  key?: string;
}

const HOMES = ['eksempel.101', 'eksempel.104', 'eksempel.107', 'eksempel.110', 'eksempel.201', 'nordby.301', 'nordby.302', 'nordby.405'];
const DAYS = ['2024-06-01', '2025-12-31', '2026-10-30'];
const PERIODS = ['from=2026-01-01&to=2026-06-30', 'from=2024-01-01&to=2026-10-31'];
const POINTS = ['', '?asOf=2025-06-01', '?knownAt=2025-06-15', '?asOf=2025-05-01&knownAt=2026-01-01T12:00:00Z'];

const get = (as: string, ...paths: string[]): Question[] => paths.map((path) => ({ as, path: `/v1/${path}` }));

/** Everything that readers ask, for several days, periods and principals. */
export const READS: Question[] = [
  ...get('administrator', 'board', 'board?active=true', 'board?limit=7', 'board?municipality=nordby', 'board?building=Solgaarden'),
  ...get('eksempel', 'board', 'waiting-list', 'deadlines?within=60', 'meeting?since=2026-10-24'),
  ...get('nordby', 'board', 'waiting-list?asOf=2025-06-01', 'deadlines', 'vacancy?from=2026-01-01&to=2026-06-30&groupBy=kind'),
  ...get('administrator', 'waiting-list', 'deadlines?within=366', 'meeting?since=2026-10-01', 'meeting?since=2026-01-01'),
  ...['building', 'unit', 'municipality', 'kind', 'month'].flatMap((groupBy) =>
    PERIODS.flatMap((period) => get('analyst', `vacancy?${period}&groupBy=${groupBy}`)),
  ),
  ...PERIODS.flatMap((period) =>
    ['', '&explain=true', '&csv=da', '&csv=en&groupBy=building', '&knownAt=2026-04-01', '&asOf=2026-05-01', '&kind=care_home'].flatMap(
      (more) => get('analyst', `vacancy?${period}${more}`),
    ),
  ),
  ...HOMES.flatMap((home) =>
    get('auditor', `units/${home}/history`, `units/${home}/replay`, ...POINTS.map((point) => `units/${home}/state${point}`)),
  ),
  ...POINTS.flatMap((point) => get('auditor', `portfolio${point}`)),
  ...get('auditor', 'difference?asOf=2025-12-31&knownAt=2026-01-01&thenAsOf=2025-12-31', 'difference?knownAt=2026-02-01', 'verify'),
  ...HOMES.flatMap((home) => [
    ...get('administrator', `units/${home}/next-steps`),
    ...DAYS.flatMap((day) => get('eksempel', `units/${home}/next-steps?effective=${day}`)),
  ]),
  ...get('administrator', 'units/eksempel.999/next-steps', 'units/eksempel.999/history', 'board?cursor=abc', 'vacancy', 'nowhere'),
];

const SOMEBODY = '11111111-2222-4333-8444-555555555555';

/** Fields with which every command is tried: right ones, and some that are wrong. */
const FIELDS: Record<string, object> = {
  rent: { rentOere: 700000 },
  death: {},
  notice: { by: 'resident', liableUntil: '2026-12-31' },
  'notice/change': { liableUntil: '2026-12-31' },
  'notice/withdrawal': {},
  continuation: { by: 'spouse' },
  vacated: { reason: 'notice' },
  clearance: { basis: 'certificate' },
  keys: {},
  'inspection/plan': { planned: '2026-11-20' },
  inspection: { works: 'none' },
  works: { contractor: 'Maler', due: '2026-11-20' },
  'works/completion': {},
  'works/reopening': {},
  ready: { direct: true },
  reservation: { citizen: SOMEBODY },
  'reservation/release': {},
  offers: { offerId: 'o-new', citizen: SOMEBODY },
  'offers/o-none/acceptance': {},
  'offers/o-none/decline': { reason: 'other' },
  'acceptance/cancellation': { reason: 'regret' },
  contract: { rentFrom: '2026-12-01' },
  'move-in/agreement': { planned: '2026-12-01' },
  'move-in/postponement': { planned: '2026-12-01' },
  'move-in': { direct: true },
  'out-of-service': { reason: 'mould', returned: '2026-10-29' },
  'return-to-service': {},
  decommissioning: {},
  corrections: { target: '00000000-0000-5000-8000-000000000000', newEffective: '2026-10-01', reason: 'typing_error' },
  retractions: { targets: ['00000000-0000-5000-8000-000000000000'], reason: 'other' },
};

/** Every command on several homes, on days of all kinds, tried without writing; and bodies that are malformed. */
export const TRIES: Question[] = [
  ...HOMES.flatMap((home) =>
    ['2025-03-03', '2026-10-30', '2026-11-01', '2027-01-01'].flatMap((effective) =>
      Object.entries(FIELDS).map(([path, fields]): Question => {
        const dated = path === 'corrections' || path === 'retractions' ? fields : { effective, ...fields };
        const as = /^(reservation|offers)/.test(path) ? (home.split('.')[0] as string) : 'administrator';
        return { as, path: `/v1/units/${home}/${path}?dryRun=true`, body: dated, key: `try-${home}-${path}-${effective}` };
      }),
    ),
  ),
  { as: 'administrator', path: '/v1/units/eksempel.101/notice', body: { effective: '2026-02-30', by: 'nobody' } },
  { as: 'administrator', path: '/v1/units/eksempel.101/notice', body: { effective: '2026-11-01', by: 'resident', extra: 1 } },
  { as: 'eksempel', path: '/v1/units/nordby.301/offers', body: { effective: '2026-11-01', citizen: SOMEBODY } },
  { as: 'eksempel', path: '/v1/units/eksempel.101/keys', body: { effective: '2026-10-01' } },
];

/** One re-letting with a correction and a retraction, written behind the log: commands in their order, each with its key. */
export const WRITES: Question[] = [
  ['eksempel', `citizens/${SOMEBODY}/approval`, '2026-11-02', { list: 'general', elderly: true }],
  ['administrator', 'units/eksempel.101/notice', '2026-11-02', { by: 'resident', liableUntil: '2026-12-31' }],
  ['administrator', 'units/eksempel.101/notice', '2026-11-02', { by: 'resident', liableUntil: '2026-12-31' }],
  ['administrator', 'units/eksempel.101/vacated', '2026-11-09', { reason: 'notice' }],
  ['administrator', 'units/eksempel.101/keys', '2026-11-09', {}],
  ['administrator', 'units/eksempel.101/inspection', '2026-11-10', { works: 'standard' }],
  ['administrator', 'units/eksempel.101/works', '2026-11-11', { contractor: 'Malerfirmaet', due: '2026-11-20' }],
  ['eksempel', 'units/eksempel.101/offers', '2026-11-12', { offerId: 'o1', citizen: SOMEBODY }],
  ['eksempel', 'units/eksempel.101/offers/o1/extension', '2026-11-14', { respondBy: '2026-11-25' }],
  ['eksempel', 'units/eksempel.101/offers/o1/acceptance', '2026-11-16', {}],
  ['administrator', 'units/eksempel.101/works/completion', '2026-11-20', {}],
  ['administrator', 'units/eksempel.101/contract', '2026-11-21', { rentFrom: '2026-12-01' }],
  ['administrator', 'units/eksempel.101/move-in', '2026-12-01', {}],
  ['administrator', 'units/eksempel.101/out-of-service', '2026-12-01', { reason: 'mould' }],
  ['eksempel', `policies/eksempel`, '2026-12-02', { maxOpenOffers: 2, answerDays: 5 }],
  ['eksempel', `citizens/${SOMEBODY}/erasure`, '2026-12-02', {}],
].map(([as, path, now, fields], n) => ({
  as: as as string,
  path: `/v1/${path as string}`,
  now: now as string,
  key: `write-${n}`,
  body: { effective: now, ...(fields as object) },
}));

/** Reads that are answered from the log itself, not from rows. */
const OF_LOG = /^\/v1\/(units\/[^/]+\/(history|replay|state|next-steps)|portfolio|difference|verify)\b/;

/** What an answer says in sentences, and the step that they name: words may change, and what they are made of may not. */
const SAID = new Set(['title', 'detail', 'help', 'message', 'summary', 'needs']);

/** The answer to a question: status and body without its sentences. What version 0.1 did not tell yet is left out: what is unlikely, and how old what was read is. */
export async function answerTo(server: Server, { as, path, body, now, key }: Question): Promise<object> {
  const headers = {
    authorization: `Bearer demo-${as}`,
    ...(now && { 'relet-now': now }),
    ...(key && { 'idempotency-key': key }),
  };
  const { status, body: whole } = await (body ? server.post(path, body, headers) : server.get(path, headers));
  const { warnings: _, age: __, ...answer } = whole;
  // Answers made of the log itself did not say how much of it they show.
  const { position: ___, upToDate: ____, ...ofLog } = answer;
  const before = OF_LOG.test(path) ? ofLog : answer;
  return { status, answer: JSON.parse(JSON.stringify(before, (name, inner: unknown) => (SAID.has(name) ? undefined : inner))) as object };
}
