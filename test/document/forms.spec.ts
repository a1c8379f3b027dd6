import { CITIZEN, HOME, tell, TODAY, type Recorded } from './story.js';
import { operationsOf, serveBuilt, type Built, type Operation, type Schema } from './built.js';
import { Form, WAYS, wrongFor, type World } from './form.js';

let server: Built;
let recorded: Recorded;
beforeAll(async () => {
  server = await serveBuilt();
  recorded = await tell(server);
});
afterAll(() => server.stop());

let offers = 0;
const world = (): World => ({
  day: TODAY,
  home: HOME,
  citizen: CITIZEN,
  municipality: 'eksempel',
  event: recorded.get('Vacated')?.id,
  offer: `form-${offers++}`,
  content: { reason: 'death' },
});

const commands = () =>
  operationsOf(server.document).flatMap(({ path, operation }) =>
    operation['x-relet'] ? [{ path: placed(path), operation, command: operation['x-relet'].command }] : [],
  );
const placed = (path: string) =>
  path.replace('{unit}', HOME).replace('{offer}', 'o4').replace('{citizen}', CITIZEN).replace('{municipality}', 'eksempel');
const bodyOf = ({ requestBody }: Operation) => requestBody?.content?.['application/json']?.schema as Schema;
const partyOf = ({ 'x-relet': told }: Operation) => (told?.of === 'citizen' ? 'eksempel' : 'administrator');

/** The code of the answer; undefined when the command was taken. */
async function codeOf(path: string, as: string, body: unknown, dryRun = true): Promise<unknown> {
  const { status, text, body: answer } = await server.ask('POST', `${path}${dryRun ? '?dryRun=true' : ''}`, { as, body });
  if (status >= 500) throw new Error(text);
  return answer['code'] === 'MALFORMED' ? [path, body, answer['errors']] : answer['code'];
}

const isMalformed = (code: unknown) => Array.isArray(code);

test('a command that is filled from the document alone is never malformed, however it is filled', async () => {
  const malformed: unknown[] = [];
  expect(commands().length).toBeGreaterThanOrEqual(44);
  for (const { path, operation } of commands()) {
    for (const way of WAYS) {
      const body = new Form(server.document, world()).fill(bodyOf(operation), way);
      const code = await codeOf(path, partyOf(operation), body);
      if (isMalformed(code)) malformed.push(code);
    }
  }
  expect(malformed).toEqual([]);
});

test('a command without a field that the document requires is malformed', async () => {
  const taken: unknown[] = [];
  for (const { path, operation } of commands()) {
    const form = new Form(server.document, world());
    const schema = form.resolve(bodyOf(operation));
    for (const field of schema.required ?? []) {
      const { [field]: _, ...body } = form.fill(schema, { optional: true, nth: 0 }) as Record<string, unknown>;
      if (!isMalformed(await codeOf(path, partyOf(operation), body))) taken.push([path, field]);
    }
  }
  expect(taken).toEqual([]);
});

test('a value that the document rules out is malformed, and so is a field that it does not know', async () => {
  const taken: unknown[] = [];
  for (const { path, operation } of commands()) {
    const form = new Form(server.document, world());
    const schema = form.resolve(bodyOf(operation));
    const body = form.fill(schema, { optional: true, nth: 0 }) as object;
    const wrong = Object.entries(schema.properties ?? {}).flatMap(([field, each]) =>
      wrongFor(form.resolve(each)).map((value) => ({ ...body, [field]: value })),
    );
    for (const each of [...wrong, { ...body, shoeSize: 44 }])
      if (!isMalformed(await codeOf(path, partyOf(operation), each))) taken.push([path, each]);
  }
  expect(taken).toEqual([]);
});

test('an offer names a citizen or is direct, and a change changes something: the document rules out all else as the commands do', async () => {
  const { MakeOffer, ChangeNotice, CorrectEvent } = server.document.components.schemas as Record<string, Schema>;
  expect(MakeOffer?.oneOf?.map(({ required }) => required)).toEqual([['citizen'], ['direct']]);
  expect(ChangeNotice?.anyOf?.map(({ required }) => required)).toEqual([['by'], ['expectedVacantFrom'], ['liableUntil']]);
  expect(CorrectEvent?.anyOf?.map(({ required }) => required)).toEqual([['newEffective'], ['newPayload']]);
  const home = `/v1/units/${HOME}`;
  const bodies: [string, object][] = [
    ['offers', { effective: TODAY }],
    ['offers', { effective: TODAY, citizen: CITIZEN, direct: true }],
    ['notice/change', { effective: TODAY }],
    ['corrections', { target: recorded.get('Vacated')?.id, reason: 'other' }],
  ];
  for (const [path, body] of bodies) expect(await codeOf(`${home}/${path}`, 'administrator', body)).toEqual(expect.any(Array));
});

test('no body asks for what its path says', () => {
  for (const { path, method, operation } of operationsOf(server.document)) {
    if (method !== 'post' || !path.includes('{offer}')) continue;
    expect(Object.keys(new Form(server.document, {}).resolve(bodyOf(operation)).properties ?? {})).not.toContain('offerId');
  }
});

describe('the new content of an event', () => {
  const contents = () => server.document.components.schemas['CorrectEvent']?.properties?.['newPayload']?.['x-relet']?.contents ?? {};
  const told = (type: string) => recorded.get(type) as NonNullable<ReturnType<Recorded['get']>>;
  const correct = (type: string, newPayload: unknown) =>
    codeOf(told(type).path, told(type).as, { target: told(type).id, newPayload, reason: 'other' });
  const filled = (type: string, schema: Schema, optional: boolean, nth: number) => {
    const { offer, citizen } = told(type);
    return new Form(server.document, { ...world(), offer, citizen }).fill(schema, { optional, nth });
  };

  test('is described for every type of event that people correct', () => {
    // What follows from homes, and what stands for good.
    const others = ['HomeClaimed', 'ClaimReleased', 'HomeTaken', 'CitizenErased'];
    expect(Object.keys(contents()).sort()).toEqual([...recorded.keys()].filter((type) => !others.includes(type)).sort());
  });

  test('is never malformed when it is filled from the document alone', async () => {
    const malformed: unknown[] = [];
    for (const [type, $ref] of Object.entries(contents())) {
      for (const { optional, nth } of WAYS) {
        const code = await correct(type, filled(type, { $ref }, optional, nth));
        if (isMalformed(code)) malformed.push([type, code]);
      }
    }
    expect(malformed).toEqual([]);
  });

  test('is malformed without a field that the document requires, and with one that it does not know', async () => {
    const taken: unknown[] = [];
    for (const [type, $ref] of Object.entries(contents())) {
      const whole = filled(type, { $ref }, true, 0) as Record<string, unknown>;
      for (const field of new Form(server.document, {}).resolve({ $ref }).required ?? []) {
        const { [field]: _, ...content } = whole;
        if (!isMalformed(await correct(type, content))) taken.push([type, field]);
      }
      if (!isMalformed(await correct(type, { ...whole, shoeSize: 44 }))) taken.push(type);
    }
    expect(taken).toEqual([]);
  });
});

test('each command is given for good as the document has it, also as one of many', async () => {
  const mapping = server.document.components.schemas['BulkItem']?.properties?.['fields']?.['x-relet']?.commands ?? {};
  const filled = (schema: Schema) => new Form(server.document, { ...world(), offer: 'o4' }).fill(schema, { optional: false, nth: 0 });
  const targets: Record<string, string> = { unit: HOME, citizen: CITIZEN, policy: 'eksempel' };
  for (const { path, operation, command } of commands()) {
    const as = partyOf(operation);
    expect(isMalformed(await codeOf(path, as, filled(bodyOf(operation)), false))).toBe(false);
    const on = operation['x-relet']?.of as string;
    const fields = filled({ $ref: mapping[command] as string });
    const { body } = await server.ask('POST', '/v1/commands', { as, body: { commands: [{ command, target: targets[on], on, fields }] } });
    const [result] = body['results'] as { problem?: { code: string } }[];
    expect([command, result?.problem?.code]).not.toEqual([command, 'MALFORMED']);
  }
});
