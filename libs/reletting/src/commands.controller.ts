import { Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { COMMANDS, type DomainCommand } from '@relet/domain';
import { Needs, ReadsParameters, spoken, Who, type Principal, type Receipt, type ReplyHead, type Sent } from '@relet/platform';
import { documented, nameOf } from './command-document.js';
import { Fields, HowTaken } from './command-request.js';
import { CommandGateway } from './gateway.js';
import { ROUTES, type Route } from './routes.js';

/** Writing: one POST for every command of the domain, by its business name. Its methods are made of the route table, below. */
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
    how: HowTaken,
    params: Sent,
    principal: Principal,
    reply: ReplyHead,
  ): Promise<Receipt> {
    const receipt = await this.gateway.give(kind, command, Object.values(params)[0], fields, { principal, ...how });
    reply.header('etag', `"${receipt.revision}"`);
    spoken(reply, how.language);
    return receipt;
  }
}

/** The method of a route: it takes what `give` takes behind the route, and is decorated as if it were written above. */
function serve(route: Route): void {
  const methods = CommandsController.prototype as unknown as Record<string, unknown>;
  const name = nameOf(route);
  const value = function (this: CommandsController, ...sent: [DomainCommand, HowTaken, Sent, Principal, ReplyHead]) {
    return this.give(route, ...sent);
  };
  Object.defineProperty(methods, name, { value, configurable: true, writable: true });
  [Fields(), HowTaken(), Param(), Who(), Res({ passthrough: true })].forEach((decorator, index) => decorator(methods, name, index));
  // What the pipe checks the fields against.
  Reflect.defineMetadata('design:paramtypes', [COMMANDS[route.command], Object, Object, Object, Object], methods, name);
  const descriptor = Object.getOwnPropertyDescriptor(methods, name) as PropertyDescriptor;
  for (const decorator of [Post(route.path), HttpCode(200), ...documented(route)]) decorator(methods, name, descriptor);
}

ROUTES.forEach(serve);
