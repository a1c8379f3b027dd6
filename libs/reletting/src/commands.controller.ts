import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CITIZEN_COMMANDS, CORRECTION_COMMANDS, POLICY_COMMANDS, UNIT_COMMANDS } from '#domain';
import { Malformed, Needs, Who, type Principal, type Receipt } from '#platform';
import { CommandGateway, type Giving } from './gateway.js';
import { ROUTES, type Route } from './routes.js';

interface Reply {
  header(name: string, value: string): Reply;
}
type Asked = Readonly<Record<string, string | undefined>>;

/** Writing: one POST for every command of the domain, by its business name; the methods are made of the route table. */
@ApiTags('commands')
@ApiBearerAuth()
@Needs('command')
@Controller('v1')
export class CommandsController {
  constructor(@Inject(CommandGateway) private readonly gateway: CommandGateway) {}

  /** Gives the command of a route; the offer of the path is a field of its command. */
  async give(
    route: Route,
    params: Asked,
    body: object,
    headers: Asked,
    query: Asked,
    principal: Principal,
    reply: Reply,
  ): Promise<Receipt> {
    const { offer, ...path } = params;
    const fields = offer === undefined ? body : { ...bodyOf(body), offerId: offer };
    const receipt = await this.gateway.give(route.kind, route.command, Object.values(path)[0], fields, {
      principal,
      ...givingOf(headers, query),
    });
    reply.header('etag', `"${receipt.revision}"`);
    return receipt;
  }
}

function bodyOf(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Malformed([{ pointer: '', detail: 'An object is needed.' }]);
  if ('offerId' in body) throw new Malformed([{ pointer: '/offerId', detail: 'The offer is named by the path.' }]);
  return body;
}

function givingOf(headers: Asked, query: Asked): Omit<Giving, 'principal'> {
  if (Object.keys(query).length) throw new Malformed([{ pointer: '', detail: 'A command takes no query parameters.' }]);
  const key = headers['idempotency-key'];
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Malformed([{ pointer: '', detail: 'Idempotency-Key is 1 to 200 visible characters.' }]);
  const match = headers['if-match'];
  const [, revision] = match === undefined ? [] : (/^"(\d{1,9})"$/.exec(match) ?? []);
  if (match !== undefined && revision === undefined)
    throw new Malformed([{ pointer: '', detail: 'If-Match is a revision in quotes, as ETag gave it.' }]);
  return { ...(key !== undefined && { key }), ...(revision !== undefined && { expected: Number(revision) }) };
}

const SHAPES: Record<string, new () => object> = { ...UNIT_COMMANDS, ...CITIZEN_COMMANDS, ...POLICY_COMMANDS, ...CORRECTION_COMMANDS };

function serve(route: Route): void {
  const name = `${route.command}:${route.path}`;
  const target = CommandsController.prototype as unknown as Record<string, unknown>;
  const value = function (this: CommandsController, ...args: [Asked, object, Asked, Asked, Principal, Reply]) {
    return this.give(route, ...args);
  };
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
  const decorate = (...decorators: MethodDecorator[]) => {
    for (const decorator of decorators) decorator(target, name, Object.getOwnPropertyDescriptor(target, name) as PropertyDescriptor);
  };
  const params = [...route.path.matchAll(/:(\w+)/g)].map(([, param]) => param as string);
  [Param(), Body(), Headers(), Query(), Who(), Res({ passthrough: true })].forEach((decorator, index) => decorator(target, name, index));
  Reflect.defineMetadata(
    'design:paramtypes',
    Array.from({ length: 6 }, () => Object),
    target,
    name,
  );
  decorate(
    Post(route.path),
    HttpCode(200),
    ApiOperation({ operationId: name, summary: route.summary, description: `Command ${route.command}.` }),
    ApiBody({ type: SHAPES[route.command] as new () => object }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key gives the same answer, for ever.' }),
    ApiHeader({ name: 'If-Match', required: false, description: 'The revision last seen, in quotes; 412 when it is stale.' }),
    ...params.map((param) => ApiParam({ name: param, type: String })),
    ApiResponse({ status: 200, description: 'Taken; without events when nothing changes.' }),
    ...[400, 401, 403, 404, 409, 412, 422, 503].map((status) =>
      ApiResponse({
        status,
        description: 'A problem, with its code.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}
ROUTES.forEach(serve);
