import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds for which a code is shown. */
const STEP = 30;
/** Steps by which the clock of a telephone may be wrong. */
const DRIFT = 1;

/** The code of a step (RFC 6238, six digits, SHA-1 as every app has it). */
export function codeAt(key: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) as number) & 15;
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** The step whose code was given, when it is of this moment; undefined for any other code. Every step takes the same time. */
export function stepOf(key: Uint8Array, code: string, now = Date.now()): number | undefined {
  const given = Buffer.from(code.replaceAll(/\s/g, '').padEnd(6).slice(0, 6));
  const isWhole = /^\s*(\d\s*){6}$/.test(code);
  const current = Math.floor(now / 1000 / STEP);
  let found: number | undefined;
  for (let step = current - DRIFT; step <= current + DRIFT; step++)
    if (timingSafeEqual(Buffer.from(codeAt(key, step)), given)) found = step;
  return isWhole ? found : undefined;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A key as apps take it: base32 (RFC 4648), without padding. */
export function base32(key: Uint8Array): string {
  const bits = [...key].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The key as an address that an app opens. */
export function addressOf(key: Uint8Array, name: string): string {
  return `otpauth://totp/relet:${encodeURIComponent(name)}?secret=${base32(key)}&issuer=relet`;
}
