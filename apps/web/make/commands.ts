/** A JSON schema, as far as forms read it. */
export interface Schema {
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  'x-relet'?: { kind?: string; contents?: Record<string, Schema>; keeps?: string[] };
}

/** A command as a form needs it: where it is sent, what of, what it reports, and its fields. */
export interface CommandShape {
  command: string;
  of: 'unit' | 'citizen' | 'policy';
  /** The sides whose part it may be. */
  by: readonly string[];
  reports: string;
  path: string;
  schema: Schema;
}

interface Operation {
  'x-relet'?: { command?: string; of?: CommandShape['of']; reports?: string; by?: string[] };
  parameters?: { name: string; in: string }[];
  requestBody?: { content: { 'application/json': { schema: unknown } } };
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
  'x-relet-next-steps'?: Record<string, string>;
  'x-relet-commands-into'?: Record<string, string[]>;
}

/** What forms are made of: every command of the document, the command of each next step, and the commands that lead into each phase. */
interface Commands {
  commands: CommandShape[];
  nextSteps: Record<string, string>;
  into: Record<string, string[]>;
}

export function commandsOf(document: Document): Commands {
  const commands = operationsOf(document).flatMap(({ path, operation }): CommandShape[] => {
    const { command, of, reports, by = [] } = operation['x-relet'] ?? {};
    const body = operation.requestBody?.content['application/json'].schema;
    // A citizen is approved under a pseudonym that is there; the route without one is for programs.
    if (command === undefined || of === undefined || body === undefined || path === '/v1/citizens') return [];
    return [{ command, of, by, reports: reports ?? '', path, schema: resolved(body, document) as Schema }];
  });
  return { commands, nextSteps: document['x-relet-next-steps'] ?? {}, into: document['x-relet-commands-into'] ?? {} };
}

/** The reads that wait for what was just written. */
export function waitingReadsOf(document: Document): string[] {
  const reads = operationsOf(document).filter(
    ({ method, operation }) => method === 'get' && operation.parameters?.some(({ name }) => name === 'after'),
  );
  return reads.map(({ path }) => path);
}

const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, of]) => Object.entries(of).map(([method, operation]) => ({ path, method, operation })));

/** A schema with all that it refers to in its place. Addresses of contents are references, too. */
function resolved(node: unknown, document: Document): unknown {
  if (typeof node === 'string' && node.startsWith('#/components/schemas/'))
    return resolved(document.components.schemas[node.slice(21)], document);
  if (Array.isArray(node)) return node.map((each) => resolved(each, document));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...rest } = node as { $ref?: string };
  const own = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (name === 'example' ? [] : [[name, resolved(value, document)]])),
  );
  return $ref === undefined ? own : { ...(resolved($ref, document) as object), ...own };
}
