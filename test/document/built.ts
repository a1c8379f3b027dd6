import { existsSync } from 'node:fs';
import { makeMasterKey } from '@relet/persons';
import { settingsFrom } from '@relet/platform';
import { newStore, serveApart, type ServerProcess } from '../operations/processes.js';

/** A schema of the document, as far as tests look at it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  not?: Schema;
  'x-relet'?: {
    kind?: string;
    keeps?: string[];
    contents?: Record<string, string>;
    commands?: Record<string, string>;
    events?: Record<string, string>;
  };
}

interface Content {
  content?: Record<string, { schema: Schema }>;
}

/** One route of the document. */
export interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
  'x-relet'?: { command: string; of: 'unit' | 'citizen' | 'policy' };
}

export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
  /** The command of each next step of the board. */
  'x-relet-next-steps': Record<string, string>;
  /** The commands that lead into each phase. */
  'x-relet-commands-into': Record<string, string[]>;
}

/** A request: who asks, what is sent, and the day of the manual clock. */
export interface Asking {
  as?: string;
  body?: unknown;
  type?: string;
  now?: string;
}

/** The server of the build, with the document that it serves: only there the plugin has read types and comments. */
export interface Built extends ServerProcess {
  document: OpenApi;
  ask(
    method: string,
    path: string,
    asking?: Asking,
  ): Promise<{ status: number; type: string; text: string; body: Record<string, unknown> }>;
}

export async function serveBuilt(store = newStore()): Promise<Built> {
  const { masterKey } = settingsFrom({}, { store }).persons;
  if (!existsSync(masterKey)) makeMasterKey(masterKey);
  const server = await serveApart(store, { RELET_CLOCK: 'manual' });
  const ask: Built['ask'] = async (method, path, { as = 'administrator', body, type = 'application/json', now } = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const headers = {
      authorization: `Bearer demo-${as}`,
      ...(body !== undefined && { 'content-type': type }),
      ...(now && { 'relet-now': now }),
    };
    const response = await fetch(`${server.address}${path}`, { method, headers, ...sent });
    const text = await response.text();
    const answered = response.headers.get('content-type') ?? '';
    const read = answered.includes('json') && !answered.includes('ndjson') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, type: answered.split(';')[0] as string, text, body: read };
  };
  const { text } = await ask('GET', '/openapi.json');
  return { ...server, document: JSON.parse(text) as OpenApi, ask };
}

/** Every operation of the document, with its path and method. */
export const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
