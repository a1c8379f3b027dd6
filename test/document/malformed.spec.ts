import { Chance } from '../../apps/cli/src/demo/chance.js';
import { count, tell as counted } from '../faults/soak.js';
import { operationsOf, serveBuilt, type Built, type Operation, type Schema } from './built.js';
import { Form, WAYS, type World } from './form.js';
import { spoiled } from './malformed.js';
import { CITIZEN, HOME, tell, TODAY } from './story.js';

const BODIES = count(300, 10_000);
/** Milliseconds after which an answer counts as hung. */
const PATIENCE = 5_000;

let server: Built;
let world: World;
beforeAll(async () => {
  server = await serveBuilt();
  const event = (await tell(server)).get('Vacated')?.id;
  world = { day: TODAY, home: HOME, citizen: CITIZEN, municipality: 'eksempel', event, offer: 'malformed', content: { reason: 'death' } };
});
afterAll(() => server.stop());

const NAMED: Readonly<Record<string, string>> = { unit: HOME, offer: 'o4', citizen: CITIZEN, municipality: 'eksempel' };
const placed = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => NAMED[name] ?? 'nobody');
const bodyOf = ({ requestBody }: Operation): Schema | undefined => requestBody?.content?.['application/json']?.schema;

/** Every route of the document that takes JSON, with what its body should be. */
const routes = () =>
  operationsOf(server.document).flatMap(({ path, method, operation }) => {
    const schema = bodyOf(operation);
    return schema ? [{ path: placed(path), method: method.toUpperCase(), schema }] : [];
  });

/** A body that is well filled, as the fields of an object. */
const filled = (schema: Schema) => new Form(server.document, world).fill(schema, { optional: true, nth: 0 }) as Record<string, unknown>;

interface Answered {
  status: number;
  code: string | undefined;
  text: string;
}

async function send(method: string, path: string, as: string, body: string | Buffer): Promise<Answered> {
  const headers = { authorization: `Bearer demo-${as}`, 'content-type': 'application/json' };
  const sent = { method, headers, body: typeof body === 'string' ? body : new Uint8Array(body), signal: AbortSignal.timeout(PATIENCE) };
  const response = await fetch(`${server.address}${path}`, sent);
  const text = await response.text();
  return { status: response.status, code: (JSON.parse(text) as { code?: string }).code, text };
}

test(`of ${BODIES} malformed bodies, made from the document and put everywhere it takes one, none breaks the server or keeps it waiting`, async () => {
  const chance = new Chance(2026);
  const asked = routes();
  expect(asked.length).toBeGreaterThanOrEqual(45);
  const wrong: unknown[] = [];
  const codes = new Map<string, number>();
  let longest = 0;
  for (let n = 0; n < BODIES; n++) {
    const { path, method, schema } = asked[n % asked.length] as (typeof asked)[number];
    const way = chance.pick(WAYS);
    const body = spoiled(new Form(server.document, world).fill(schema, way), chance);
    const as = chance.is(0.5) ? 'administrator' : 'eksempel';
    const began = performance.now();
    const { status, code, text } = await send(method, chance.is(0.9) ? `${path}?dryRun=true` : path, as, body).catch((error: unknown) => ({
      ...{ status: 599, code: String(error), text: '' },
    }));
    longest = Math.max(longest, performance.now() - began);
    if (status >= 500 || (status >= 400 && typeof code !== 'string')) wrong.push([n, path, status, text, body.toString().slice(0, 300)]);
    const answer = `${status} ${code ?? ''}`.trim();
    codes.set(answer, (codes.get(answer) ?? 0) + 1);
  }
  expect(wrong).toEqual([]);
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  const told = [...codes].sort(([, a], [, b]) => b - a).map(([code, times]) => `${times} ${code}`);
  counted(`${told.join(', ')}; longest answer ${Math.round(longest)} ms`);
});

/** Who may not ask at all is told so before the fields are looked at. */
const isRefused = (status: number, code: unknown) =>
  (status === 400 && code === 'MALFORMED') || (status === 403 && code === 'NOT_YOUR_PART');

test('prototype pollution: a name by which objects are made is refused in every body, at every depth', async () => {
  const taken: unknown[] = [];
  for (const { path, method, schema } of routes()) {
    const inside = JSON.stringify(filled(schema)).slice(1, -1);
    for (const planted of [
      '"__proto__":{"isAdmin":true}',
      '"\\u005f_proto__":{"isAdmin":true}',
      '"constructor":{"prototype":{"isAdmin":true}}',
      '"prototype":{"isAdmin":true}',
      '"more":{"__proto__":{"isAdmin":true}}',
    ]) {
      const { status, code } = await send(method, path, 'administrator', `{${inside}${inside && ','}${planted}}`);
      if (!isRefused(status, code)) taken.push([path, planted, status, code]);
    }
  }
  expect(taken).toEqual([]);
});

test('mass assignment: what the server says of itself cannot be sent by anybody, on any route', async () => {
  const OURS = {
    id: 'x',
    by: 'x',
    actor: 'x',
    party: 'administrator',
    roles: ['operator'],
    recordedAt: TODAY,
    revision: 0,
    position: '1',
    hash: 'x',
  };
  const taken: unknown[] = [];
  for (const { path, method, schema } of routes()) {
    const known = Object.keys(new Form(server.document, world).resolve(schema).properties ?? {});
    for (const [field, value] of Object.entries(OURS)) {
      if (known.includes(field)) continue;
      const { status, code } = await send(method, path, 'administrator', JSON.stringify({ ...filled(schema), [field]: value }));
      if (!isRefused(status, code)) taken.push([path, field, status, code]);
    }
  }
  expect(taken).toEqual([]);
});

test('a body of 1 MB that holds a hundred thousand small values is refused in a moment, however they lie in each other', async () => {
  const many = (value: string) => Array.from({ length: Math.floor(1_000_000 / (value.length + 1)) }, () => value).join();
  const half = '['.repeat(400_000);
  const bodies = [
    `{"targets":[${many('[]')}],"reason":"other"}`,
    `{"targets":[${many('{}')}],"reason":"other"}`,
    `{"commands":[${many('{}')}]}`,
    `{"commands":[${many(`[${'[],'.repeat(900)}[]]`)}]}`,
    `{${Array.from({ length: 70_000 }, (_, n) => `"f${n}":1`).join()}}`,
    `${half}${half.replaceAll('[', ']')}`,
  ];
  // Without the limits it took a minute; a busy machine may take some seconds.
  const slow: unknown[] = [];
  for (const path of [`/v1/units/${HOME}/retractions`, '/v1/commands', '/v1/me/buildings']) {
    for (const body of bodies) {
      const began = performance.now();
      const { status } = await send('POST', path, 'administrator', body);
      const ms = Math.round(performance.now() - began);
      if (![400, 413].includes(status) || ms > 10_000) slow.push([path, body.slice(0, 40), status, ms]);
    }
  }
  expect(slow).toEqual([]);
});
