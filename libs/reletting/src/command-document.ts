import { ApiBody, ApiExtension, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, OmitType } from '@nestjs/swagger';
import { BOOKS, COMMANDS, whoGives, type EventType, type OfferCommand } from '@relet/domain';
import { Receipt } from '@relet/platform';
import { WORDS } from '@relet/words';
import { KEY_HEADER, MATCH_HEADER } from './command-headers.js';
import type { Route } from './routes.js';

const PROBLEMS = [400, 401, 403, 404, 409, 412, 422, 503];

/** The name of a route's method, in the controller and in the document. */
export const nameOf = ({ command, path }: Route): string => `${command}:${path}`;

/** What the document tells of a command's route: what is sent, how, and what comes back. */
export function documented(route: Route): MethodDecorator[] {
  const { command, kind, path } = route;
  return [
    ApiOperation({ operationId: nameOf(route), summary: WORDS.en.commands[command], description: `Command ${command}.` }),
    ApiExtension('x-relet', { command, of: kind, reports: reportOf(route), by: SIDES[whoGives(command)] }),
    ApiBody({ type: bodyTypeOf(route) }),
    ...[...path.matchAll(/:(\w+)/g)].map(([, param]) => ApiParam({ name: param as string, type: String })),
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
    ...PROBLEMS.map((status) =>
      ApiResponse({
        status,
        description: 'A problem, with its code.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  ];
}

/** The sides whose part a command may be; what concerns offers is the administrator's where the policy says so. */
const SIDES = {
  A: ['administrator'],
  M: ['municipality'],
  AM: ['administrator', 'municipality'],
  offering: ['administrator', 'municipality'],
};

/** The event that the command reports; a correction reports none of its own kind. */
const reportOf = ({ kind, command }: Route): EventType | undefined =>
  (BOOKS[kind].verbs as Readonly<Record<string, { reports: EventType }>>)[command]?.reports;

/** What the body has to say: the command, without what its path says. */
function bodyTypeOf({ command, path }: Route): new () => object {
  const Shape = COMMANDS[command];
  if (!path.includes(':offer')) return Shape;
  return Object.defineProperty(OmitType(Shape as new () => OfferCommand, ['offerId']), 'name', { value: `${command}Body` });
}
