import { Malformed, type WrongField } from '@relet/platform';

/** What is wrong with a request as a whole, that no field of it can be named by. */
const asAWhole = (wrong: Omit<WrongField, 'pointer'>) => new Malformed([{ pointer: '', ...wrong }]);

/** Why a text is no JSON, and where; nothing of it is said again. What is JSON all the same has a name that stands for more than a field. */
export function unreadable(text: string): Malformed {
  if (!text.trim()) return asAWhole({ fault: 'NO_OBJECT' });
  try {
    JSON.parse(text);
    return asAWhole({ fault: 'UNKNOWN_FIELD' });
  } catch (error) {
    const at = placeIn(text, (error as Error).message);
    return asAWhole({ fault: 'NOT_JSON', ...(at !== undefined && { values: at }) });
  }
}

/** Where the parser stopped: it tells the place or that the text has ended. */
function placeIn(text: string, message: string): { line: number; column: number } | undefined {
  const [, told] = /at position (\d+)/.exec(message) ?? [];
  if (told === undefined && !message.includes('end of JSON')) return undefined;
  const before = text.slice(0, told === undefined ? text.length : Number(told)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Which byte is the first one that is no UTF-8. */
export function wrongBytes(body: Buffer): Malformed {
  const text = body.toString();
  let byte = 0;
  for (let at = 0; at < text.length;) {
    const lost = text.indexOf('\ufffd', at);
    byte += Buffer.byteLength(text.slice(at, lost < 0 ? text.length : lost));
    if (lost < 0 || !body.subarray(byte, byte + 3).equals(LOST)) break;
    byte += LOST.length;
    at = lost + 1;
  }
  return asAWhole({ fault: 'NOT_UTF8', values: { byte: byte + 1 } });
}

/** The sign for lost letters, as somebody may send it. */
const LOST = Buffer.from('\ufffd');

/** What the framework found wrong with an address, before any route was found; any other error as it is. */
export function wrongAddress(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'FST_ERR_BAD_URL') return asAWhole({ fault: 'ADDRESS_UNREADABLE' });
  return code === 'FST_ERR_MAX_PARAM_LENGTH' ? asAWhole({ fault: 'ADDRESS_TOO_LONG' }) : error;
}

/** A request that is no proper one of HTTP. */
export const noHttp = (): Malformed => asAWhole({ fault: 'NO_HTTP' });
