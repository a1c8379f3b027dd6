import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import { Malformed } from './malformed.js';

const READS = 'relet:reads-parameters';

/** Says of a controller that its routes read and check the parameters themselves. */
export const ReadsParameters = () => SetMetadata(READS, true);

/** A route that takes no parameters refuses them: an answer for today is not passed off as one for `knownAt`. */
@Injectable()
export class ParametersGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<{ query: object }>();
    const asked = Object.keys(query);
    if (
      !asked.length ||
      takesParameters(context) ||
      this.reflector.getAllAndOverride<boolean>(READS, [context.getHandler(), context.getClass()])
    )
      return true;
    return noParameters();
  }
}

/** Refuses parameters of a route that takes none. */
export function noParameters(): never {
  throw new Malformed([{ pointer: '', fault: 'NO_PARAMETERS' }]);
}

/** True when an argument of the route's method is the query. */
function takesParameters(context: ExecutionContext): boolean {
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as object | undefined;
  return Object.keys(args ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
