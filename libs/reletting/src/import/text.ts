import { Malformed } from '@relet/platform';

/** A file that cannot be read as rows at all. */
export class NotAFile extends Malformed {
  constructor(why: string) {
    super([{ pointer: '', detail: why }]);
    this.message = why;
  }
}

/** Text in UTF-8, with or without BOM, in Windows-1252, or in UTF-16 as "Unicode text" is saved. Throws NotAFile. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) throw new NotAFile('The file is no text: CSV, NDJSON or .xlsx is needed.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
