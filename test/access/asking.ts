import { operationsOf, type Built, type Operation, type Schema } from '../document/built.js';
import { Form } from '../document/form.js';
import { CELLS, type Cell } from './cells.js';
import type { Somebody } from './people.js';
import type { Ids } from './town.js';

/** A route of the document with its cell. */
export interface Route {
  key: string;
  method: string;
  path: string;
  operation: Operation;
  cell: Cell;
}

/** Every route that the server documents; a route without a cell is an error. */
export const routesOf = ({ document }: Built): Route[] =>
  operationsOf(document).map(({ method, path, operation }) => {
    const key = `${method} ${path}`;
    const command = operation['x-relet'];
    const cell = CELLS[key] ?? (command && { right: 'command' as const, about: command.of });
    if (!cell) throw new Error(`${key} has no cell in test/access/cells.ts.`);
    return { key, method, path, operation, cell };
  });

/** What came back: the status, and what was said, without the ids that were asked for and without when it was read. */
export interface Answered {
  status: number;
  text: string;
  code: string;
}

/** Asks a route as somebody, about some ids. Of a stream that does not end only the beginning is looked at. */
export async function ask(server: Built, { token }: Somebody, route: Route, ids: Ids, more?: string): Promise<Answered> {
  const { method, operation, path, cell } = route;
  const named: Readonly<Record<string, string>> = { month: '2026-05', ...ids };
  const placed = path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? 'o1');
  const query = [cell.query, operation['x-relet'] && 'dryRun=true', more].filter(Boolean).join('&');
  const body = method === 'post' ? bodyFor(server, route, ids) : undefined;
  const type = path === '/v1/imports' ? 'text/csv' : 'application/json';
  const answer = await fetch(`${server.address}${placed}${query && `?${query}`}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  });
  const isEndless = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (isEndless) await answer.body?.cancel();
  const text = isEndless ? '' : await answer.text();
  const code = answer.status < 400 ? '' : (JSON.parse(text) as { code: string }).code;
  return { status: answer.status, text: text.replace(/"(age|position)":("[^"]*"|[\d.]+|null)/g, '"$1":0'), code };
}

/** A body that is well formed, filled from the document alone. */
function bodyFor({ document }: Built, { path, operation }: Route, { unit, citizen }: Ids): string {
  if (path === '/v1/imports') return 'Bolig;Fraflyttet\n';
  if (path === '/v1/commands')
    return JSON.stringify({ commands: [{ command: 'RegisterDeath', target: unit, fields: { effective: '2026-06-01' } }] });
  const schema = operation.requestBody?.content?.['application/json']?.schema as Schema | undefined;
  if (!schema) return '{}';
  const world = { day: '2026-06-01', home: unit, citizen, municipality: unit.split('.')[0], event: citizen, offer: 'o1', content: {} };
  return JSON.stringify(new Form(document, world).fill(schema, { optional: false, nth: 0 }));
}
