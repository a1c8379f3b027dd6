import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CITIZEN_COMMANDS, CORRECTION_COMMANDS, POLICY_COMMANDS, UNIT_COMMANDS } from '@relet/domain';
import { Malformed, Needs, Who, type Principal, type Receipt } from '@relet/platform';
import { CommandGateway } from './gateway.js';
import { givingOf, type Asked } from './giving.js';
import { ROUTES, type Route } from './routes.js';

interface Reply {
  header(name: string, value: string): Reply;
}

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
    ApiQuery({
      name: 'dryRun',
      required: false,
      enum: ['true', 'false'],
      description: 'The rules run, nothing is written; the answer says what would happen.',
    }),
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
