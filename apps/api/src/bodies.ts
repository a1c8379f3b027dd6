import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { couldBeField, fieldSaidTwice, Malformed } from '@relet/platform';
import { FORM_ROUTES, LARGEST_FORM } from '@relet/identity';
import { FILE_TYPES, IMPORT_ROUTE, LARGEST_FILE } from '@relet/reletting';
import { holdsTooMuch } from './too-much.js';
import { unreadable, wrongBytes } from './unreadable.js';

/** The largest JSON body in bytes. */
export const LARGEST_JSON = 1_048_576;

const [FORMS, JSONS] = [new Set(['application/x-www-form-urlencoded']), new Set(['application/json'])];
const FORM = 'application/x-www-form-urlencoded';
const FILES: ReadonlySet<string> = new Set(FILE_TYPES);

/** How bodies are read: JSON in UTF-8 on every route, files where they are imported. */
export function takeBodies(api: NestFastifyApplication): void {
  const fastify = api.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser([...FILES], { parseAs: 'buffer', bodyLimit: LARGEST_FILE }, (_, body, done) => done(null, body));
  fastify.addContentTypeParser(FORM, { parseAs: 'buffer', bodyLimit: LARGEST_FORM }, (_, body, done) => {
    const fields = [...new URLSearchParams((body as Buffer).toString())];
    const names = new Set<string>();
    const again = fields.map(([name]) => name).find((name) => names.size === names.add(name).size);
    if (again === undefined) done(null, Object.fromEntries(fields));
    else done(fieldTwice(couldBeField(again) ? `/${again}` : ''));
  });
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: LARGEST_JSON }, (request, body, done) => {
    // A replaced letter would stand in the log for ever.
    if (!isUtf8(body as Buffer)) return done(wrongBytes(body as Buffer));
    const text = (body as Buffer).toString();
    void parse(request, text, (error, value) => {
      if (error) return done(unreadable(text));
      if (holdsTooMuch(value)) return done(new PayloadTooLargeException());
      const twice = fieldSaidTwice(text);
      if (twice === undefined) done(null, value);
      else done(fieldTwice(twice));
    });
  });
}

const fieldTwice = (pointer: string) => new Malformed([{ pointer, fault: 'FIELD_TWICE' }]);

/** 415 for a body that the route does not take, before a byte of it is read. None is taken that was packed for the way. */
export function wrongBody(headers: IncomingHttpHeaders, route: string | undefined): Error | undefined {
  const { 'content-type': type, 'content-encoding': packed = 'identity' } = headers;
  if (packed.trim().toLowerCase() !== 'identity') return new UnsupportedMediaTypeException();
  if (type === undefined) return undefined;
  const [name = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  return takenBy(route).has(name) && (FILES.has(name) || parameters.every(isUtf8Said)) ? undefined : new UnsupportedMediaTypeException();
}

/** What a route takes: files where they are imported, forms where pages send them, JSON everywhere else. */
function takenBy(route: string | undefined): ReadonlySet<string> {
  if (route === IMPORT_ROUTE) return FILES;
  return route !== undefined && FORM_ROUTES.has(route) ? FORMS : JSONS;
}

const isUtf8Said = (parameter: string) => !parameter.startsWith('charset=') || /^charset="?utf-?8"?$/.test(parameter);
