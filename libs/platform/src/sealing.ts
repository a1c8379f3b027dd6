import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes of a key, of the number used once, and of the mark that shows that nothing was altered. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals a value with AES-256-GCM under a fresh nonce. `place` says where it belongs: moved to another place it cannot be opened. */
export function seal(key: Buffer, value: Buffer | string, place: readonly (string | number)[]): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(JSON.stringify(place)));
  const sealed = Buffer.concat([cipher.update(value as string), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed by this key in this place; undefined when it was not, or was altered since. It tells nothing of what it holds. */
export function unsealed(key: Buffer, sealed: Buffer, place: readonly (string | number)[]): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(JSON.stringify(place))).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
