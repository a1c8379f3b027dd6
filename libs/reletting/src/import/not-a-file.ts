import { Malformed } from '@relet/platform';

/** A header that can be given another meaning, so that the file can be read. */
export interface HeaderInQuestion {
  header: string;
  nearest?: string;
}

/** A file that cannot be read as rows at all. The headers that a mapping would mend are told by their pointer into it. */
export class NotAFile extends Malformed {
  constructor(why: string, headers: readonly HeaderInQuestion[] = []) {
    super([
      { pointer: '', fault: 'FILE', values: { why } },
      ...headers.map(({ header, nearest }) => ({ pointer: `/mapping/${escaped(header)}`, fault: 'HEADER' as const, perhaps: nearest })),
    ]);
    this.message = why;
  }
}

const escaped = (header: string) => header.replaceAll('~', '~0').replaceAll('/', '~1');
