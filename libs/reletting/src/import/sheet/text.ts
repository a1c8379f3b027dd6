import { SheetRefused } from './refused.ts';

/** What stands in the text for bytes that are no letters. */
export const DAMAGED = '\uFFFD';

/**
 * Bytes as text: UTF-8 with or without BOM, UTF-16 as "Unicode text" is saved, or Windows-1252; JSON is never the last. In UTF-8 that was damaged, DAMAGED stands for the
 * bytes that cannot be read. Letters are put in one form (NFC), line ends are `\n`.
 */
export function textOf(bytes: Uint8Array, { isJson = false } = {}): string {
  return decoded(bytes, isJson).normalize('NFC').replace(/\r\n?/g, '\n');
}

function decoded(bytes: Uint8Array, isJson: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new SheetRefused('NOT_TEXT');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(isJson || isDamagedUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
  }
}

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
