import { NEXT_STEP_COMMANDS } from '@relet/board';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

const registration = {
  effective: '2015-01-01',
  kind: 'care_home',
  municipality: 'eksempel',
  building: 'Solgaarden',
  rentOere: 600_000,
  occupiedSince: '2015-01-01',
};
const CITIZEN = '11111111-2222-4333-8444-555555555555';
const HOME = '/v1/units/eksempel.1';

/** A re-letting with all that can come between, one step a day from the second of March on, and what the home waits for after each. */
const STEPS: [path: string, fields: object, next: keyof typeof NEXT_STEP_COMMANDS][] = [
  ['/notice', { by: 'resident' }, 'vacate'],
  ['/vacated', { reason: 'notice' }, 'return_keys'],
  ['/out-of-service', { reason: 'fire' }, 'return_to_service'],
  ['/return-to-service', {}, 'return_keys'],
  ['/keys', {}, 'inspect'],
  ['/inspection', { works: 'standard' }, 'order_works'],
  ['/works', { due: '2026-04-01' }, 'complete_works'],
  ['/works/completion', {}, 'declare_ready'],
  ['/ready', {}, 'offer'],
  ['/offers', { offerId: 'o1', citizen: CITIZEN }, 'await_answer'],
  ['/offers/o1/acceptance', {}, 'sign_contract'],
  ['/contract', { rentFrom: '2026-03-20' }, 'move_in'],
];

/** The days that are known beforehand, after the step by which they become so. */
const DUE: Readonly<Record<string, string>> = { '/works': '2026-04-01', '/offers': '2026-03-18' };

test('the command of a home’s next step would be taken, wherever the home stands, and the day on which it is due is told', async () => {
  // What concerns offers is the municipality's alone here.
  const agreed = { effective: '2026-01-01', readySignOff: true, administratorMayOffer: false };
  await server.post('/v1/policies/eksempel', agreed, { ...as('eksempel'), 'relet-now': '2026-03-01' });
  await server.post(`/v1/citizens/${CITIZEN}/approval`, { effective: '2026-02-01', list: 'general', elderly: true }, as('eksempel'));
  await server.post(HOME, registration);
  const seen: unknown[] = [];
  for (const [n, [path, fields]] of STEPS.entries()) {
    const effective = `2026-03-${String(n + 2).padStart(2, '0')}`;
    const who = as(path.startsWith('/offers') ? 'eksempel' : 'administrator');
    expect(await server.post(`${HOME}${path}`, { effective, ...fields }, { ...who, 'relet-now': effective })).toMatchObject({
      status: 200,
    });
    const { body } = await server.get(`${HOME}?after=${server.position}`);
    const { nextStep, nextStepBy, nextStepOn } = body['home'] as unknown as {
      nextStep: keyof typeof NEXT_STEP_COMMANDS;
      nextStepBy: string[];
      nextStepOn: string | null;
    };
    const may = async (who: string) => {
      const { steps } = (await server.get(`${HOME}/next-steps`, as(who))).body as unknown as {
        steps: { command: string; allowed: boolean }[];
      };
      return steps.some(({ command, allowed }) => command === NEXT_STEP_COMMANDS[nextStep] && allowed);
    };
    const sides = { administrator: await may('administrator'), municipality: await may('eksempel') };
    expect([path, nextStepBy]).toEqual([path, Object.entries(sides).flatMap(([side, allowed]) => (allowed ? [side] : []))]);
    seen.push([path, nextStep, nextStepBy.length > 0]);
    expect([path, nextStepOn]).toEqual([path, DUE[path] ?? null]);
  }
  expect(seen).toEqual(STEPS.map(([path, , next]) => [path, next, true]));
  expect(new Set(STEPS.map(([, , next]) => next))).toEqual(new Set(Object.keys(NEXT_STEP_COMMANDS)));
});
