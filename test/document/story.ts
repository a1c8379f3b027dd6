import type { Built } from './built.js';

/** Events by their type as the story has recorded them: where they are corrected, and the ids that their content names. */
export type Recorded = Map<string, { id: string; path: string; as: string; offer: string; citizen: string }>;

export const CITIZEN = '11111111-2222-4333-8444-555555555555';
const OTHER = '22222222-2222-4333-8444-555555555555';
export const HOME = 'eksempel.101';

const general = { list: 'general', elderly: true };
const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };
const home = (unit: string, citizen: string, ...steps: [path: string, day: string, fields?: object][]) =>
  steps.map(([path, day, fields = {}]) => ({ at: `units/${unit}`, path: `units/${unit}${path}`, day, fields, citizen }));
const person = (citizen: string, ...steps: [path: string, day: string, fields?: object][]) =>
  steps.map(([path, day, fields = {}]) => ({ at: `citizens/${citizen}`, path: `citizens/${citizen}${path}`, day, fields, citizen }));

/** Two homes and two citizens to whom everything happens that can. */
const STORY = [
  { at: 'policies/eksempel', path: 'policies/eksempel', day: '2026-01-01', fields: { maxOpenOffers: 3, readySignOff: true }, citizen: '' },
  ...person(CITIZEN, ['/approval', '2026-01-01', general], ['/list', '2026-01-02', { list: 'specific' }]),
  ...person(OTHER, ['/approval', '2026-01-02', general], ['/removal', '2026-01-02', { reason: 'own_wish' }], ['/erasure', '2026-01-02']),
  ...home(
    'eksempel.102',
    CITIZEN,
    ['', '2026-01-03', { ...registration, occupiedSince: '2026-01-03' }],
    ['/notice', '2026-01-04', { by: 'resident' }],
    ['/notice/withdrawal', '2026-01-04'],
    ['/death', '2026-01-05'],
    ['/continuation', '2026-01-05', { by: 'spouse' }],
    ['/notice', '2026-01-06', { by: 'resident' }],
    ['/vacated', '2026-01-07', { reason: 'notice' }],
    ['/out-of-service', '2026-01-07', { reason: 'fire' }],
    ['/return-to-service', '2026-01-08'],
    ['/decommissioning', '2026-01-09'],
  ),
  ...home(
    HOME,
    CITIZEN,
    ['', '2026-02-01', { ...registration, occupiedSince: '2026-02-01' }],
    ['/rent', '2026-02-01', { rentOere: 610_000 }],
    ['/death', '2026-02-02'],
    ['/notice', '2026-02-03', { by: 'estate' }],
    ['/notice/change', '2026-02-03', { liableUntil: '2026-03-31' }],
    ['/vacated', '2026-02-03', { reason: 'death' }],
    ['/clearance', '2026-02-04', { basis: 'certificate' }],
    ['/keys', '2026-02-05'],
    ['/inspection/plan', '2026-02-05', { planned: '2026-02-06' }],
    ['/inspection', '2026-02-06', { works: 'standard' }],
    ['/works', '2026-02-06', { due: '2026-02-20' }],
    ['/works/completion', '2026-02-07'],
    ['/works/reopening', '2026-02-08'],
    ['/works/completion', '2026-02-09'],
    ['/ready', '2026-02-09'],
    ['/reservation', '2026-02-10', { citizen: CITIZEN }],
    ['/reservation/release', '2026-02-10'],
    ['/offers', '2026-02-10', { offerId: 'o1', citizen: CITIZEN }],
    ['/offers/o1/withdrawal', '2026-02-10'],
    ['/offers', '2026-02-10', { offerId: 'o2', citizen: CITIZEN }],
    ['/offers/o2/decline', '2026-02-11', { reason: 'other' }],
    ['/offers', '2026-02-11', { offerId: 'o3', citizen: CITIZEN }],
    ['/offers/o3/extension', '2026-02-11', { respondBy: '2026-03-01' }],
    ['/offers/o3/acceptance', '2026-02-12'],
    ['/acceptance/cancellation', '2026-02-12', { reason: 'regret' }],
    ['/offers', '2026-02-13', { offerId: 'o4', citizen: CITIZEN }],
    ['/offers/o4/acceptance', '2026-02-13'],
    ['/contract', '2026-02-13', { rentFrom: '2026-02-20' }],
    ['/move-in/agreement', '2026-02-13', { planned: '2026-02-15' }],
    ['/move-in/postponement', '2026-02-13', { planned: '2026-02-16' }],
    ['/move-in', '2026-02-16'],
  ),
];

/** The last day of the story. */
export const TODAY = '2026-02-16';

/** Tells the story to a server; what it refuses stops the test. */
export async function tell({ ask }: Built): Promise<Recorded> {
  const recorded: Recorded = new Map();
  for (const { at, path, day, fields, citizen } of STORY) {
    const as = at.startsWith('units') ? 'administrator' : 'eksempel';
    const { status, body, text } = await ask('POST', `/v1/${path}`, { as, now: day, body: { effective: day, ...fields } });
    if (status !== 200) throw new Error(`${path}: ${text}`);
    const offer = /offers\/(\w+)/.exec(path)?.[1] ?? (fields as { offerId?: string }).offerId ?? '';
    for (const { id, type } of body['events'] as { id: string; type: string }[])
      recorded.set(type, { id, path: `/v1/${at}/corrections`, as, offer, citizen });
  }
  return recorded;
}
