import { Controller, createParamDecorator, HttpCode, Inject, Param, Post, Res, type ExecutionContext } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
  OmitType,
} from '@nestjs/swagger';
import { COMMANDS, type DomainCommand, type OfferCommand } from '@relet/domain';
import {
  languageOf,
  Malformed,
  Needs,
  ReadsParameters,
  Receipt,
  spoken,
  Who,
  type Principal,
  type ReplyHead,
  type Sent,
} from '@relet/platform';
import type { Language } from '@relet/words';
import { CommandGateway, type Giving } from './gateway.js';
import { givingOf, KEY_HEADER, MATCH_HEADER } from './giving.js';
import { ROUTES, type Route } from './routes.js';

interface CommandRequest {
  params: Sent;
  body: unknown;
  headers: Sent;
  query: Sent;
}

type Taking = Omit<Giving, 'principal' | 'language'> & { language: Language };

/** The fields of the command: the body, and the offer that the path names. */
const Fields = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  const { params, body } = context.switchToHttp().getRequest<CommandRequest>();
  return params['offer'] === undefined ? body : { ...bodyOf(body), offerId: params['offer'] };
});

/** How the command is to be taken: its key, the revision last seen, whether it is only tried, and the language of its warnings. */
const Given = createParamDecorator((_: unknown, context: ExecutionContext): Taking => {
  const { headers, query } = context.switchToHttp().getRequest<CommandRequest>();
  return { ...givingOf(headers, query), language: languageOf(headers['accept-language'], 'en') };
});

function bodyOf(body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Malformed([{ pointer: '', fault: 'NO_OBJECT' }]);
  if ('offerId' in body) throw new Malformed([{ pointer: '/offerId', fault: 'OFFER_IN_PATH' }]);
  return body;
}

/** Writing: one POST for every command of the domain, by its business name; the methods are made of the route table. */
@ApiTags('commands')
@ApiBearerAuth()
@Needs('command')
@ReadsParameters()
@Controller('v1')
export class CommandsController {
  constructor(@Inject(CommandGateway) private readonly gateway: CommandGateway) {}

  /** Gives the command of a route to whom its path names first. */
  async give(
    { kind, command }: Route,
    fields: DomainCommand,
    given: Taking,
    params: Sent,
    principal: Principal,
    reply: ReplyHead,
  ): Promise<Receipt> {
    const receipt = await this.gateway.give(kind, command, Object.values(params)[0], fields, { principal, ...given });
    reply.header('etag', `"${receipt.revision}"`);
    spoken(reply, given.language);
    return receipt;
  }
}

/** What the body has to say: the command, without what its path says. */
function bodyTypeOf({ command, path }: Route): new () => object {
  const Shape = COMMANDS[command];
  if (!path.includes(':offer')) return Shape;
  return Object.defineProperty(OmitType(Shape as new () => OfferCommand, ['offerId']), 'name', { value: `${command}Body` });
}

function serve(route: Route): void {
  const name = `${route.command}:${route.path}`;
  const target = CommandsController.prototype as unknown as Record<string, unknown>;
  const value = function (this: CommandsController, ...args: [DomainCommand, Taking, Sent, Principal, ReplyHead]) {
    return this.give(route, ...args);
  };
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
  const decorate = (...decorators: MethodDecorator[]) => {
    for (const decorator of decorators) decorator(target, name, Object.getOwnPropertyDescriptor(target, name) as PropertyDescriptor);
  };
  [Fields(), Given(), Param(), Who(), Res({ passthrough: true })].forEach((decorator, index) => decorator(target, name, index));
  // What the pipe checks the fields against.
  Reflect.defineMetadata('design:paramtypes', [COMMANDS[route.command], Object, Object, Object, Object], target, name);
  decorate(
    Post(route.path),
    HttpCode(200),
    ApiOperation({ operationId: name, summary: route.summary, description: `Command ${route.command}.` }),
    ApiExtension('x-relet', { command: route.command, of: route.kind }),
    ApiBody({ type: bodyTypeOf(route) }),
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, param]) => ApiParam({ name: param as string, type: String })),
    ApiHeader({
      ...KEY_HEADER,
      description:
        'The same key gives the same answer, for ever. It is remembered with what the command is given to: on another home it is another command.',
    }),
    ApiQuery({
      name: 'dryRun',
      required: false,
      enum: ['true', 'false'],
      description: 'The rules run, nothing is written; the answer says what would happen.',
    }),
    ApiHeader({ ...MATCH_HEADER, description: 'The revision last seen, in quotes; 412 when it is stale.' }),
    ApiResponse({ status: 200, type: Receipt, description: 'Taken; without events when nothing changes.' }),
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
