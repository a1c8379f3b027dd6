import {
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal } from '@relet/domain';
import { Clock } from '../clock.js';
import type { RequestUnderWay } from '../requests.js';
import type { Settings } from '../settings.js';
import { SETTINGS } from '../tokens.js';
import { credentialsIn } from './credentials.js';
import { Identities } from './identities.js';
import { Limits } from './limits.js';
import type { Principal } from './principal.js';
import { may, type Right } from './rights.js';
import { mustComeFromHere } from './same-origin.js';

const RIGHT = 'relet:right';

/** States which right a route needs, or one of which. A route that states none is refused to everybody; `nothing` opens it, for health checks and for signing in. */
export const Needs = (...rights: readonly Right[] | readonly ['nothing']) => SetMetadata(RIGHT, rights);

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
    private readonly identities: Identities,
    private readonly limits: Limits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const stated = this.reflector.getAllAndOverride<readonly (Right | 'nothing')[] | undefined>(RIGHT, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (stated?.includes('nothing')) return true;
    const rights = (stated ?? []) as readonly Right[];
    const request = context.switchToHttp().getRequest<RequestUnderWay>();
    const credentials = credentialsIn(request.headers);
    if (!credentials) throw new UnauthorizedException();
    if (credentials.kind === 'session' && changesSomething(request)) mustComeFromHere(this.settings, request.headers);
    return this.admit(request, await this.identities.principalOf(credentials), rights);
  }

  private admit(request: RequestUnderWay, principal: Principal | undefined, rights: readonly Right[]): true {
    if (!principal) throw new UnauthorizedException();
    request.principal = principal;
    this.limits.principal(principal.id);
    if (!rights.some((right) => may(principal, right))) throw new Refusal('NOT_YOUR_PART');
    const now = request.headers['relet-now'];
    if (now !== undefined) this.clock.set(now);
    return true;
  }
}

const changesSomething = ({ method }: RequestUnderWay) => method !== 'GET' && method !== 'HEAD';
