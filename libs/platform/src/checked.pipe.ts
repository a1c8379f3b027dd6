import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { checked } from './malformed.js';

/** Arguments that are taken as they are: an id of the path, the principal, headers, a file. */
const PLAIN: ReadonlySet<unknown> = new Set([Object, String, Number, Boolean, Array, Buffer, undefined]);

/** Checks all that is sent: an argument of a route whose type is a class is an instance of that class, or the request is malformed. */
@Injectable()
export class CheckedPipe implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    return PLAIN.has(metatype) ? value : checked(metatype as new () => object, value);
  }
}
