import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Validator } from '@seriousme/openapi-schema-validator';
import { serve } from '../journeys/server.js';
import { operationsOf, serveBuilt, type Built, type Schema } from './built.js';
import { Form } from './form.js';

let server: Built;
beforeAll(async () => {
  server = await serveBuilt();
});
afterAll(() => server.stop());

const routes = () => operationsOf(server.document);

test('is valid OpenAPI 3.1', async () => {
  expect(server.document.openapi).toBe('3.1.0');
  expect(await new Validator().validate(structuredClone(server.document) as never)).toEqual({ valid: true });
});

test('has schemas that are JSON Schema, with the words of OpenAPI beside', () => {
  const ajv = new Ajv2020({ strict: false, formats: { date: true, 'date-time': true, uuid: true } });
  const broken = Object.entries(server.document.components.schemas).filter(([, schema]) => !ajv.validateSchema(schema));
  expect(broken).toEqual([]);
  const vocabulary = new Set<string>();
  const words = (schema: Schema): void => {
    Object.keys(schema).forEach((word) => vocabulary.add(word));
    Object.values(schema.properties ?? {}).forEach(words);
    [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].forEach((each) => each && words(each));
  };
  Object.values(server.document.components.schemas).forEach(words);
  expect([...vocabulary].filter((word) => !WORDS.has(word))).toEqual([]);
});

const WORDS = new Set(
  (
    '$ref type properties required additionalProperties items enum format pattern minimum maximum maxLength minItems maxItems uniqueItems ' +
    'oneOf anyOf not description example x-relet'
  ).split(' '),
);

test('is the same text from every server', async () => {
  const other = await serveBuilt();
  expect(await (await fetch(`${other.address}/openapi.json`)).text()).toBe(await (await fetch(`${server.address}/openapi.json`)).text());
  await other.stop();
});

test('describes the routes that are served, and no other', async () => {
  const here = await serve();
  const served = [...here.part(ModulesContainer).values()].flatMap(({ controllers }) =>
    [...controllers.values()].flatMap(({ metatype }) => (isForPeople(metatype as Controller) ? [] : routesOf(metatype as Controller))),
  );
  await here.stop();
  expect(
    routes()
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  ).toEqual(served.sort());
});

/** Pages for people in a browser are no part of what programs ask. */
const isForPeople = (controller: Controller) => Reflect.hasMetadata('swagger/apiExcludeController', controller);

type Controller = abstract new () => object;

function routesOf(controller: Controller): string[] {
  const place = (part: unknown) => `/${String(part)}`.replace(/\/+$/, '');
  const below = place(Reflect.getMetadata(PATH_METADATA, controller));
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name] as object;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const path = `${below}${place(Reflect.getMetadata(PATH_METADATA, handler))}`.replace(/:(\w+)/g, '{$1}');
    return [`${(RequestMethod[method] as string).toLowerCase()} ${path || '/'}`];
  });
}

test('says what every route answers, and that it may answer a problem', () => {
  const silent = routes().filter(({ operation: { responses } }) => {
    const schemas = Object.values(responses['200']?.content ?? {}).map(({ schema }) => schema);
    return !schemas.length || !schemas.every((schema) => schema.$ref ?? schema.oneOf ?? schema.type === 'string');
  });
  expect(silent.map(({ path }) => path)).toEqual([]);
  for (const { operation } of routes()) expect(operation.responses['default']?.content).toHaveProperty(['application/problem+json']);
});

test('says of every next step of the board which command it is, and where that is given', () => {
  const { 'x-relet-next-steps': steps, components } = server.document;
  const known = components.schemas['Card']?.properties?.['nextStep']?.enum?.filter((step) => step !== null);
  expect(Object.keys(steps).sort()).toEqual([...(known as string[])].sort());
  const given = new Set(routes().map(({ operation }) => operation['x-relet']?.command));
  expect(Object.values(steps).filter((command) => !given.has(command))).toEqual([]);
});

test('says of every phase of the board which commands lead into it', () => {
  const { 'x-relet-commands-into': into, components } = server.document;
  const phases = components.schemas['Card']?.properties?.['phase']?.enum?.filter((phase) => phase !== null && phase !== 'unrecorded');
  expect(Object.keys(into).sort()).toEqual([...(phases as string[])].sort());
  const given = new Set(routes().map(({ operation }) => operation['x-relet']?.command));
  expect(Object.values(into).flatMap((commands) => commands.filter((command) => !given.has(command)))).toEqual([]);
});

describe('of what is sent it says enough for a form:', () => {
  /** Every field that can be sent, with its place; those of nested objects too. */
  function fields(): [place: string, schema: Schema][] {
    const form = new Form(server.document, {});
    const inside = (place: string, asked: Schema): [string, Schema][] => {
      const schema = form.resolve(asked);
      const nested = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => inside(`${place}.${name}`, each));
      return [
        ...(schema.properties ? [] : [[place, schema] as [string, Schema]]),
        ...nested,
        ...(schema.items ? inside(`${place}[]`, schema.items) : []),
      ];
    };
    const contents = Object.entries(server.document.components.schemas).filter(([name]) => name.endsWith('Content'));
    return [
      ...routes().flatMap(({ path, operation: { parameters = [], requestBody } }) => [
        ...parameters.filter((each) => each.in !== 'header').map(({ name, schema }): [string, Schema] => [`${path}?${name}`, schema]),
        ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => inside(path, schema)),
      ]),
      ...contents.flatMap(([name, schema]) => inside(name, schema)),
    ];
  }
  const typeOf = ({ type }: Schema) => (Array.isArray(type) ? type[0] : type);

  test('a text has a format, a list, a pattern or a length', () => {
    const free = fields().filter(([, each]) => typeOf(each) === 'string' && !(each.format ?? each.enum ?? each.pattern ?? each.maxLength));
    expect(free.map(([place]) => place)).toEqual([]);
  });

  test('a number is an integer between two bounds, but for a revision', () => {
    const numbers = fields().filter(([, each]) => typeOf(each) === 'number' || typeOf(each) === 'integer');
    const unbounded = numbers.filter(([, each]) => typeOf(each) === 'number' || each.minimum === undefined || each.maximum === undefined);
    expect(unbounded.map(([place]) => place)).toEqual(['/v1/commands.commands[].expected']);
  });

  test.each([
    ['money', /rentOere$/],
    ['citizen', /\.citizen$|citizens\/.*\?citizen$/],
    ['event', /corrections\.target$|\.targets\[\]$/],
    ['home', /\?unit$/],
    ['municipality', /\.municipality$|\?municipality$/],
    ['offer', /\.offerId$|\?offer$/],
    ['label', /\.(building|address|contractor)$|\?building$/],
    ['position', /\?after$/],
  ])('what holds %s is marked so', (kind, place) => {
    const those = fields().filter(([where]) => place.test(where));
    expect(those.length).toBeGreaterThan(0);
    for (const [where, schema] of those) expect([where, schema['x-relet']?.kind]).toEqual([where, kind]);
  });

  test('a civil day is one by its format', () => {
    const days = fields().filter(([place]) =>
      /(effective|asOf|since|from|to|due|planned|respondBy|[a-z](Until|From|Since|Return|Effective))$/i.test(place),
    );
    expect(days.length).toBeGreaterThan(80);
    for (const [place, { format }] of days) expect([place, format]).toEqual([place, 'date']);
  });
});
