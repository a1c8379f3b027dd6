import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder, with its bytes. */
export function filesIn(folder: string): [path: string, bytes: Buffer][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => [path, readFileSync(path)]);
}

/** The ways in which bytes or a text may have been written down: as they are, in UTF-16, in base64 and in hex. */
export function writtenAs(value: string | Buffer): Buffer[] {
  const bytes = Buffer.from(value as string);
  const utf16 = typeof value === 'string' ? [Buffer.from(value, 'utf16le'), Buffer.from(value, 'utf16le').swap16()] : [];
  // In base64 it looks otherwise after one or two other bytes; what those take part in is cut off.
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return Buffer.from(text.slice(before ? 4 : 0, -4));
  });
  return [bytes, ...utf16, ...base64, Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase())];
}

type Named = readonly [path: string, bytes: Buffer];

/** The values that lie in some files in any of these ways, with the file. All are looked for at once, by their first four bytes. */
export function foundIn(files: readonly Named[], values: readonly (string | Buffer)[]): string[] {
  const forms = values.flatMap((value) => writtenAs(value).map((form) => ({ value, form })));
  const byBeginning = Map.groupBy(forms, ({ form }) => form.readUInt32LE());
  const mayBegin = new Uint8Array(1 << 24);
  for (const beginning of byBeginning.keys()) mayBegin[beginning & 0xffffff] = 1;
  const found = new Set<string>();
  for (const [path, bytes] of files)
    for (let at = 0; at + 4 <= bytes.length; at++) {
      if (!mayBegin[(bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)]) continue;
      for (const { value, form } of byBeginning.get(bytes.readUInt32LE(at)) ?? [])
        if (form.equals(bytes.subarray(at, at + form.length))) found.add(`${value.toString('latin1')} in ${path}`);
    }
  return [...found];
}
