import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { UnsupportedMediaTypeException, BadRequestException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Malformed, saysFieldTwice } from '@relet/platform';
import { FILE_TYPES, IMPORT_ROUTE, LARGEST_FILE } from '@relet/reletting';

/** The largest JSON body in bytes. */
export const LARGEST_JSON = 1_048_576;

const FILES: ReadonlySet<string> = new Set(FILE_TYPES);

/** How bodies are read: JSON in UTF-8 on every route, files where they are imported. */
export function takeBodies(api: NestFastifyApplication): void {
  const fastify = api.getHttpAdapter().getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser([...FILES], { parseAs: 'buffer', bodyLimit: LARGEST_FILE }, (_, body, done) => done(null, body));
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: LARGEST_JSON }, (request, body, done) => {
    // A replaced letter would stand in the log for ever.
    if (!isUtf8(body as Buffer)) return done(new BadRequestException());
    const text = (body as Buffer).toString();
    void parse(request, text, (error, value) => {
      if (!error && saysFieldTwice(text)) done(new Malformed([{ pointer: '', fault: 'FIELD_TWICE' }]));
      else done(error, value);
    });
  });
}

/** 415 for a body that the route does not take, before a byte of it is read. None is taken that was packed for the way. */
export function wrongBody(headers: IncomingHttpHeaders, route: string | undefined): Error | undefined {
  const { 'content-type': type, 'content-encoding': packed = 'identity' } = headers;
  if (packed.trim().toLowerCase() !== 'identity') return new UnsupportedMediaTypeException();
  if (type === undefined || (type === 'application/json' && route !== IMPORT_ROUTE)) return undefined;
  const [name = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  const taken = route === IMPORT_ROUTE ? FILES.has(name) : name === 'application/json' && parameters.every(isUtf8Said);
  return taken ? undefined : new UnsupportedMediaTypeException();
}

const isUtf8Said = (parameter: string) => !parameter.startsWith('charset=') || /^charset="?utf-?8"?$/.test(parameter);
