import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { Users } from '@relet/identity';
import { READS, TRIES, WRITES } from '../histories/before/questions.js';
import { storeWith, theLog } from '../histories/before/log.js';
import { newStore } from '../operations/processes.js';
import { operationsOf, serveBuilt, type Built, type Schema } from './built.js';

let server: Built;
const store = newStore();
const ajv = new Ajv2020({
  strict: false,
  formats: { date: fullFormats.date, 'date-time': fullFormats['date-time'], uuid: fullFormats.uuid },
});
const seen = new Set<string>();

beforeAll(async () => {
  await storeWith(store, theLog());
  server = await serveBuilt(store);
  ajv.addSchema(closed(structuredClone(server.document)), 'document');
});
afterAll(() => server.stop());

/** The document as a strict reader takes it: what it does not name must not be answered. */
function closed(node: unknown): object {
  for (const inner of Object.values(node as object)) if (typeof inner === 'object' && inner !== null) closed(inner);
  const schema = node as Schema;
  if (schema.type === 'object' && schema.properties) schema.additionalProperties ??= false;
  return schema;
}

/** What is wrong with an answer, by the schema of its route and type; nothing when all is well. */
function faultsOf(method: string, path: string, type: string, answer: unknown): unknown[] {
  const route = operationsOf(server.document).find((each) => each.method === method && matches(each.path, path));
  if (!route?.operation.responses['200']?.content?.[type]) return [`${method} ${path} is not said to answer ${type}`];
  seen.add(`${method} ${route.path} ${type}`);
  const pointer = ['paths', route.path, method, 'responses', '200', 'content', type, 'schema'].map((part) =>
    encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  const validate = ajv.getSchema(`document#/${pointer.join('/')}`) as ValidateFunction;
  return validate(answer) ? [] : [[path, validate.errors?.slice(0, 3)]];
}

const matches = (template: string, path: string) =>
  new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] as string) &&
  !(/\/events$/.test(path.split('?')[0] as string) !== template.endsWith('/events'));

test('every answer of the record is as the document describes it', async () => {
  const faults: unknown[] = [];
  for (const { path, body, ...asking } of [...READS, ...TRIES, ...WRITES]) {
    const method = body ? 'post' : 'get';
    const { status, type, text, body: answer } = await server.ask(method.toUpperCase(), path, { ...asking, ...(body && { body }) });
    if (status === 200) faults.push(...faultsOf(method, path, type, type === 'application/json' ? answer : text));
  }
  expect(faults).toEqual([]);
}, 120_000);

test('what operators, many commands at once, imports and pages are answered is as the document describes it', async () => {
  const faults: unknown[] = [];
  const home = { command: 'SetRent', target: 'eksempel.101', fields: { effective: '2027-01-01', rentOere: 1 } };
  type Asked = [method: string, path: string, as: string, body?: unknown, type?: string];
  const asked: Asked[] = [
    ['get', '/livez', 'operator'],
    ['get', '/v1/clock', 'dpo'],
    ['get', '/readyz', 'operator'],
    ['get', '/metrics', 'operator'],
    ['get', '/v1/operations', 'operator'],
    ['get', '/v1/deadlines/open', 'operator'],
    ['get', '/v1/units/eksempel.101/facts', 'analyst'],
    ['post', '/v1/read-models/rebuild', 'operator', {}],
    ['post', '/v1/read-models/repair', 'operator', {}],
    ['post', '/v1/deadlines/run', 'operator', {}],
    ['post', '/v1/deadlines/removals', 'operator', {}],
    ['post', '/v1/commands', 'administrator', { commands: [home, { ...home, command: 'ReturnKeys', fields: {} }] }],
    ['post', '/v1/commands?dryRun=true', 'administrator', { commands: [home] }],
    ['get', '/v1/vacancy?from=2026-01-01&to=2026-12-31&groupBy=building&explain=true', 'analyst'],
    ['get', '/v1/vacancy?from=2026-01-01&to=2026-12-31&knownAt=2026-05-01T10:00:00Z', 'analyst'],
    ['get', '/v1/vacancy?from=2026-01-01&to=2026-06-30&groupBy=building,quarter&againstFrom=2025-01-01&againstTo=2025-06-30', 'analyst'],
    ['get', '/v1/vacancy?from=2026-01-01&to=2026-06-30&groupBy=week&sort=-emptyDays&olderThan=30', 'analyst'],
    ['get', '/v1/vacancy/phases?from=2026-01-01&to=2026-12-31', 'analyst'],
    ['get', '/v1/vacancy/phases?from=2025-01-01&to=2025-06-30&againstFrom=2024-01-01&againstTo=2024-12-31&kind=care_home', 'analyst'],
    ...['vacancies', 'phases', 'offers', 'unit-days'].flatMap((rows): Asked[] => [
      ['get', `/v1/exports/${rows}?from=2026-01-01&to=2026-06-30&csv=da`, 'analyst'],
      ['get', `/v1/exports/${rows}/about?from=2026-01-01&to=2026-06-30&kind=care_home`, 'analyst'],
    ]),
    ['get', '/v1/board?asOf=2026-03-01', 'administrator'],
    ['get', '/v1/day', 'administrator'],
    ...['', '?asOf=2025-06-01&knownAt=2025-06-15'].flatMap((point) =>
      ['101', '104', '107', '110', '201'].map((home): Asked => ['get', `/v1/units/eksempel.${home}/vacancy${point}`, 'eksempel']),
    ),
    ['get', '/v1/day?mine=false', 'eksempel'],
    ['get', '/v1/day?asOf=2025-06-15&knownAt=2025-07-01', 'nordby'],
    ['get', '/v1/board?asOf=2025-06-15&active=true', 'administrator'],
    ['get', '/v1/meeting?since=2025-01-01', 'administrator'],
    ['get', '/v1/citizens/11111111-2222-4333-8444-555555555555/next-steps', 'eksempel'],
    ['get', '/v1/policies/eksempel/next-steps', 'administrator'],
    ['get', '/v1/events?limit=200', 'auditor'],
    ['get', '/v1/events?municipality=eksempel&type=PolicyAgreed', 'auditor'],
    ['get', '/v1/units/eksempel.101/history?knownAt=2025-01-01', 'auditor'],
    ['get', '/v1/units/eksempel.101', 'administrator'],
    ['get', '/v1/units/eksempel.101?asOf=2025-06-01&knownAt=2025-06-15', 'administrator'],
    ...['units', 'units?asOf=2025-06-01&limit=5', 'citizens', 'citizens?knownAt=2025-06-15', 'policies'].map((list): Asked => {
      return ['get', `/v1/${list}`, 'administrator'];
    }),
    ...['history', 'replay', 'state', 'state?asOf=2026-11-05&knownAt=2026-11-15'].flatMap((each): Asked[] => [
      ['get', `/v1/citizens/11111111-2222-4333-8444-555555555555/${each}`, 'auditor'],
      ['get', `/v1/policies/eksempel/${each}`, 'auditor'],
    ]),
  ];
  for (const [method, path, as, body, type] of asked) {
    const answer = await server.ask(method.toUpperCase(), path, { as, ...(body !== undefined && { body }), ...(type && { type }) });
    faults.push(...faultsOf(method, path, answer.type, answer.type === 'application/json' ? answer.body : answer.text));
  }
  for (const rows of ['vacancies', 'phases', 'offers', 'unit-days']) {
    const path = `/v1/exports/${rows}?from=2025-01-01&to=2026-12-31`;
    const { text, type } = await server.ask('GET', path, { as: 'analyst' });
    for (const line of text.trim().split('\n')) faults.push(...faultsOf('get', path, type, JSON.parse(line)));
  }
  const page = await fetch(`${server.address}/v1/meeting?since=2026-01-01`, {
    headers: { authorization: 'Bearer demo-eksempel', accept: 'text/html' },
  });
  faults.push(...faultsOf('get', '/v1/meeting', 'text/html', await page.text()));
  const files: [file: string, type: string, dryRun: boolean][] = [
    ['samples/relettings-messy.csv', 'text/csv', true],
    ['samples/relettings.csv', 'text/csv', false],
    ['cases/first-day/set-aside.ndjson', 'application/x-ndjson', true],
    ['cases/first-day/building-homes.csv', 'text/csv', true],
  ];
  for (const [file, type, dryRun] of files) {
    const { text, type: answered } = await server.ask('POST', `/v1/imports?name=file&since=2026-01-01&vacant=true&dryRun=${dryRun}`, {
      ...{ as: 'operator', type },
      body: readFileSync(`test/${file}`, file.includes('messy') ? 'latin1' : 'utf8'),
    });
    for (const line of text.trim().split('\n')) faults.push(...faultsOf('post', '/v1/imports', answered, JSON.parse(line)));
  }
  expect(faults).toEqual([]);
}, 120_000);

test('what somebody is told of themselves is as the document describes it', async () => {
  const users = Users.inFile(store.replace(/\.db$/, '.users.db'));
  const rights = { party: 'municipality', municipality: 'eksempel', roles: ['caseworker'] } as const;
  const added = ['anna', 'bo'].map(async (name) => (await users.people.add(name, undefined, rights, 'machine')).id);
  const [anna, bo] = (await Promise.all(added)) as [string, string];
  await users.municipalities.set({ id: 'eksempel', name: 'Eksempel Kommune', cvr: '29189999', from: '2020-01-01', to: null }, 'machine');
  const [session, other] = [await users.sessions.begin(anna, 'password'), await users.sessions.begin(bo, 'passkey')];
  const day = new Date().toISOString().slice(0, 10);
  const asked: [method: string, path: string, body?: object | undefined, as?: string][] = [
    ['post', '/v1/me/buildings', { buildings: ['Solgaarden'] }],
    ['get', '/v1/me/colleagues'],
    ['post', '/v1/me/stand-in', { by: bo, from: '2020-01-01', to: day }],
    ['get', '/v1/me'],
    ['get', '/v1/me', undefined, other],
    ['post', '/v1/me/stand-in/end'],
    ['get', `/v1/actors/${bo}`],
    ['get', '/v1/me/sessions'],
    ['get', '/v1/municipalities'],
    ['post', `/v1/me/sessions/${(await users.sessions.ofPerson(bo))[0]?.id}/end`, undefined, other],
  ];
  const faults: unknown[] = [];
  for (const [method, path, body, as = session] of asked) {
    // Who ends the session that they ask by has none to be told of: the answer is seen from another one.
    const cookie = `__Host-relet=${path.endsWith('/end') && as === other ? await users.sessions.begin(bo, 'password') : as}`;
    const response = await fetch(`${server.address}${path}`, {
      method: method.toUpperCase(),
      headers: { cookie, origin: server.address, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    faults.push(...faultsOf(method, path, 'application/json', await response.json()));
  }
  await users.close();
  expect(faults).toEqual([]);
});
test('what is answered of persons is as the document describes it', async () => {
  const faults: unknown[] = [];
  const ask = async (as: string, path: string, body?: object) => {
    const method = body ? 'post' : 'get';
    const { status, type, body: answer } = await server.ask(method.toUpperCase(), `/v1/${path}`, { as, ...(body && { body }) });
    faults.push(...(status === 200 ? faultsOf(method, `/v1/${path}`, type, answer) : [[path, answer]]));
    return answer;
  };
  const [reason, contacts] = [
    'case_work',
    [{ name: 'Bo Bang', relation: 'child', phone: '12345678', email: 'bo@example.com', address: 'Vej 1' }],
  ];
  const approval = { effective: '2026-06-01', list: 'general', elderly: true };
  await ask('operator', 'municipalities/eksempel/persons', { cpr: true, retentionMonths: 60 });
  const approve = async (person: object) => String((await ask('eksempel', 'persons/approvals', { approval, person }))['citizen']);
  const citizen = await approve({ name: 'Anna Bang', cpr: '6101700000', contacts });
  await ask('eksempel', `citizens/${citizen}/person/changes`, { name: 'Anna Birk' });
  await ask('eksempel', `citizens/${citizen}/person/notes`, { text: 'Et notat.' });
  await ask('eksempel', 'persons/holds', { citizen, ground: 'legal_claim' });
  await ask('eksempel', `citizens/${citizen}/person/look-up`, { reason, fields: ['name', 'cpr', 'contacts', 'notes'] });
  await ask('eksempel', 'persons/reason', { reason });
  await ask('eksempel', 'persons/search', { name: 'anna' });
  await ask('eksempel', 'search', { find: 'eksempel.1' });
  await ask('eksempel', 'persons/names', { citizens: [citizen] });
  await ask('eksempel', 'persons/holds/lifted', { citizen });
  await ask('administrator', 'units/eksempel.101/estate/contacts', { contacts });
  await ask('administrator', 'units/eksempel.101/estate/notes', { text: 'Et notat.' });
  await ask('administrator', 'units/eksempel.101/estate/look-up', { reason: 'estate' });
  await ask('eksempel', 'persons/erasures', { unit: 'eksempel.101', ground: 'request_granted' });
  await ask('eksempel', 'waiting-list');
  await ask('eksempel', `citizens/${citizen}/removal`, { effective: '2026-06-01', reason: 'own_wish' });
  await ask('eksempel', 'persons/erasures', { citizen, ground: 'request_granted' });
  await ask('eksempel', `citizens/${citizen}/person/look-up`, { reason });
  const other = '55555555-0000-4000-8000-000000000000';
  await ask('eksempel', `citizens/${other}/approval`, approval);
  await ask('eksempel', `citizens/${other}/person`, { name: 'Tove Toft' });
  await ask('operator', 'persons/keys/rotation', {});
  await server.ask('POST', `/v1/citizens/${other}/person/look-up`, { as: 'eksempel', body: { reason }, now: '2027-03-01' });
  await ask('dpo', `access-log?citizen=${citizen}`);
  await ask('dpo', `citizens/${citizen}/reads`);
  const { reviews } = (await ask('dpo', 'access-log/reviews')) as { reviews: { month: string }[] };
  await ask('dpo', `access-log/reviews/${reviews[0]?.month}/eksempel`, { finding: 'in_order' });
  await ask('dpo', 'access-log/reviews');
  await ask('eksempel', 'persons/holds', { citizen: other, ground: 'legal_claim' });
  await ask('eksempel', `citizens/${other}/removal`, { effective: '2026-06-01', reason: 'own_wish' });
  for (const path of ['persons/erasures', 'persons/retention', 'municipalities/eksempel/persons']) await ask('dpo', path);
  expect(faults).toEqual([]);
}, 120_000);

test('what is sent as it happens is as the document describes it', async () => {
  const faults: unknown[] = [];
  for (const path of ['/v1/board/events', '/v1/units/eksempel.101/events']) {
    const abort = new AbortController();
    const response = await fetch(`${server.address}${path}`, {
      headers: { authorization: 'Bearer demo-administrator' },
      signal: abort.signal,
    });
    const rent = { effective: '2027-01-01', rentOere: 1_000 + path.length };
    const events = new Map<string, unknown>();
    let text = '';
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await server.ask('POST', '/v1/units/eksempel.101/rent', { body: rent });
    while (events.size < 2) {
      text += new TextDecoder().decode((await reader.read()).value);
      for (const [, name, data] of text.matchAll(/event: (\w+)\ndata: (.*)\n/g)) events.set(name as string, JSON.parse(data as string));
    }
    abort.abort();
    const named = operationsOf(server.document).find((each) => each.path === path.replace('eksempel.101', '{unit}'));
    const schemas = named?.operation.responses['200']?.content?.['text/event-stream']?.schema['x-relet']?.events ?? {};
    for (const [name, event] of events) {
      const validate = ajv.getSchema(`document${schemas[name]}`) as ValidateFunction;
      if (!validate(event)) faults.push([path, name, validate.errors]);
    }
    seen.add(`get ${named?.path} text/event-stream`);
  }
  expect(faults).toEqual([]);
});

test('nothing that the document says of an answer was left unseen', () => {
  const said = operationsOf(server.document).flatMap(({ method, path, operation }) =>
    Object.keys(operation.responses['200']?.content ?? {}).map((type) => `${method} ${path} ${type}`),
  );
  // Commands are all answered by the same receipt.
  const receipts = operationsOf(server.document).flatMap(({ path, operation }) =>
    operation['x-relet'] ? `post ${path} application/json` : [],
  );
  expect(said.filter((each) => !seen.has(each) && !receipts.includes(each))).toEqual([]);
});
