import { Malformed } from '@relet/platform';

/** A file that cannot be read as rows at all. */
export class NotAFile extends Malformed {
  constructor(why: string) {
    super([{ pointer: '', fault: 'FILE', values: { why } }]);
    this.message = why;
  }
}
