import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { checked, Malformed } from './malformed.js';

/** Arguments that are taken as they are: an id of the path, the principal, headers, a file. */
const PLAIN: ReadonlySet<unknown> = new Set([Object, String, Number, Boolean, Array, Buffer, undefined]);

/** Checks all that is sent: an argument of a route whose type is a class is an instance of that class, or the request is malformed. */
@Injectable()
export class CheckedPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    if (PLAIN.has(metatype)) return value;
    if (type === 'query') mustBeAskedOnce(value as object);
    return checked(metatype as new () => object, value);
  }
}

/** Of two values of one parameter nobody knows which was meant. */
function mustBeAskedOnce(query: object): void {
  const twice = Object.entries(query).filter(([name, value]) => Array.isArray(value) && /^[A-Za-z]{1,40}$/.test(name));
  if (twice.length) throw new Malformed(twice.map(([name]) => ({ pointer: `/${name}`, fault: 'GIVEN_TWICE' })));
}
