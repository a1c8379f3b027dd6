import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal } from '@relet/domain';
import { Clock } from './clock.js';
import { DEMO_PRINCIPALS, may, type Principal, type Right } from './principals.js';
import type { RequestUnderWay } from './requests.js';

const RIGHT = 'relet:right';

/** States which right a route needs. A route that states none is refused to everybody; `nothing` opens it, for health checks. */
export const Needs = (right: Right | 'nothing') => SetMetadata(RIGHT, right);

/** The principal of the request. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return context.switchToHttp().getRequest<{ principal: Principal }>().principal;
});

/** Finds out who asks and whether they may. In a store with a manual clock it also sets the clock from the header `Relet-Now`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const right = this.reflector.getAllAndOverride<Right | 'nothing' | undefined>(RIGHT, [context.getHandler(), context.getClass()]);
    if (right === 'nothing') return true;
    const request = context.switchToHttp().getRequest<RequestUnderWay>();
    const principal = principalOf(request.headers['authorization']);
    if (!principal) throw new UnauthorizedException();
    if (!right || !may(principal, right)) throw new Refusal('NOT_YOUR_PART', 'Your role does not do this.');
    request.principal = principal;
    const now = request.headers['relet-now'];
    if (now !== undefined) this.clock.set(now);
    return true;
  }
}

function principalOf(header: string | undefined): Principal | undefined {
  const [, token] = /^Bearer +([\w-]{1,64})$/i.exec(header ?? '') ?? [];
  return token && Object.hasOwn(DEMO_PRINCIPALS, token) ? DEMO_PRINCIPALS[token] : undefined;
}
