import { SheetRefused } from './refused.ts';

/** What stands in the text for bytes that are no letters. */
export const DAMAGED = '\uFFFD';

/** Letters that were read as Windows-1252 once too often, as `Ã¥` for `å`, and bytes that are no letters in it. */
const MISREAD = /Ã[\u00a4-\u00bc\u0085\u0086\u0098…†˜]|[\u0080-\u009f]/g;

/**
 * Text as people see it, so that what looks alike is the same: letters in one form (NFC), hard spaces as spaces, and no marks that nobody sees. Letters that
 * were lost on the way are DAMAGED.
 */
export const seen = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(MISREAD, DAMAGED);

/**
 * Bytes as text: UTF-8 with or without BOM, UTF-16 as "Unicode text" is saved, or Windows-1252; JSON is never the last. In UTF-8 that was damaged, DAMAGED stands for the
 * bytes that cannot be read. JSON is put in one form of letters (NFC), all else is as people see it; line ends are `\n`.
 */
export function textOf(bytes: Uint8Array, { isJson = false } = {}): string {
  const text = decoded(bytes, isJson);
  return (isJson ? text.normalize('NFC') : seen(text)).replace(/\r\n?/g, '\n');
}

function decoded(bytes: Uint8Array, isJson: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new SheetRefused('NOT_TEXT', { line: lineOf(bytes.indexOf(0), bytes) });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(isJson || isDamagedUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
  }
}

/** The line on which a byte stands. */
const lineOf = (at: number, bytes: Uint8Array): number => bytes.subarray(0, at).reduce((line, byte) => line + Number(byte === 0x0a), 1);

/** True when a letter of several bytes stands whole somewhere, or a BOM says so: a file in Windows-1252 has neither. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const continues = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] as number;
    const more = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    if (more && Array.from({ length: more }, (_, n) => at + 1 + n).every(continues)) return true;
  }
  return false;
}
