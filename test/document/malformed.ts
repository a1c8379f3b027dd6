import type { Chance } from '../../apps/cli/src/demo/chance.js';

/** What nobody means, wherever it stands in a body. Some of it is JSON that no object of ours could make, so these are texts. */
const NONSENSE = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '0',
  '-0',
  '-1',
  '0.1',
  '1e400',
  '9007199254740993',
  '123456789012345678901234567890',
  '"2026-02-30"',
  '"+275760-09-13"',
  '"9999-12-31T24:00:00Z"',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e\\u2066"',
  '"\\uffff"',
  '"__proto__"',
  '"constructor"',
  '"../../etc/passwd"',
  '"\' OR 1=1 --"',
  '"${7*7}{{7*7}}"',
  '"=cmd|\' /C calc\'!A0"',
  '[[[[[[[[[[]]]]]]]]]]',
  '{"a":{"a":{"a":{"a":{"a":{}}}}}}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"toString":null,"valueOf":1,"length":-1}',
];

/** Texts that are large or deep, and still within what a body may hold. */
const LARGE = [
  () => `"${'x'.repeat(200_000)}"`,
  () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  () => `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  () => `[${Array.from({ length: 20_000 }, (_, n) => n).join()}]`,
  () => `{${Array.from({ length: 20_000 }, (_, n) => `"f${n}":${n}`).join()}}`,
  () => `"${'ﷺ'.repeat(20_000)}"`,
  () => '9'.repeat(100_000),
];

const nonsense = (chance: Chance) => (chance.is(0.02) ? chance.pick(LARGE)() : chance.pick(NONSENSE));

/** A body that somebody has filled, as text with one thing wrong in it, or several. */
export function spoiled(body: unknown, chance: Chance): string | Buffer {
  const text = chance.is(0.15) ? nonsense(chance) : written(body, chance);
  return chance.is(0.2) ? damaged(text, chance) : text;
}

/** A value as JSON in which chance puts nonsense, leaves fields out, and adds some. */
function written(value: unknown, chance: Chance): string {
  if (chance.is(0.15)) return nonsense(chance);
  if (Array.isArray(value)) return `[${value.flatMap((each) => (chance.is(0.1) ? [] : [written(each, chance)])).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).flatMap(([name, each]) =>
    chance.is(0.1) ? [] : [`${JSON.stringify(name)}:${written(each, chance)}`],
  );
  if (chance.is(0.3)) fields.push(`${chance.pick(ADDED)}:${nonsense(chance)}`);
  if (chance.is(0.05) && fields[0]) fields.push(fields[0]);
  return `{${fields.join()}}`;
}

const ADDED = [
  '"__proto__"',
  '"constructor"',
  '"prototype"',
  '"toString"',
  '""',
  '"by"',
  '"municipality"',
  '"roles"',
  '"recordedAt"',
  '"\\u0065ffective"',
];

/** A text that is cut off, has bytes exchanged, or has some put in. */
function damaged(text: string, chance: Chance): Buffer {
  const bytes = Buffer.from(text);
  const at = Math.floor(chance.next() * bytes.length);
  if (chance.is(0.4)) return bytes.subarray(0, at);
  if (chance.is(0.5)) return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xc0, 0x00, 0x22]), bytes.subarray(at)]);
  for (let n = 0; n < 3; n++) bytes[Math.floor(chance.next() * bytes.length)] = Math.floor(chance.next() * 256);
  return bytes;
}
