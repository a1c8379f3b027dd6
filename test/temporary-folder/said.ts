import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fields in which a person's values are sent. Whatever a test sends in them is a canary for the whole run. */
const PERSONAL: ReadonlySet<string> = new Set(['name', 'cpr', 'phone', 'email', 'address', 'text', 'called']);
/** Names that tests send elsewhere than in such a field. */
const NAMES = ['Kirstine', 'Hemmelig'];
/** A civil registration number, also a replacement number: a day, perhaps plus 60, a month, a year, four digits. */
const CPR = /(?<!\d)(?:[0-2]\d|3[01]|[67]\d|8\d|9[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)/g;
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

const folder = () => process.env['RELET_SAID'];

/** Keeps what a server of a test says, until the run ends. Elsewhere, as in a bench, nothing is kept. */
export function said(text: string): void {
  const kept = folder();
  if (kept !== undefined) appendFileSync(join(kept, `${process.pid}.log`), text);
}

/** Keeps the person's values of a body that a test sends. */
export function sent(body: unknown): void {
  const kept = folder();
  const values = valuesIn(body).filter(isCanary);
  if (kept !== undefined && values.length)
    appendFileSync(join(kept, `${process.pid}.sent`), values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}

/** The canaries that stand in what the servers of a run have said; none is as it should be. */
export function canariesIn(kept: string): string[] {
  const all = (end: string) =>
    readdirSync(kept)
      .filter((name) => name.endsWith(end))
      .map((name) => readFileSync(join(kept, name), 'utf8'));
  const log = all('.log').join('').replaceAll(UUID, '');
  const values = new Set([
    ...NAMES,
    ...all('.sent')
      .join('')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as string),
  ]);
  const found = [...values].filter((value) =>
    [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)].some((each) => log.includes(each)),
  );
  return [...found, ...(log.match(CPR) ?? [])];
}

function valuesIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([field, value]) => (PERSONAL.has(field) && typeof value === 'string' ? [value] : valuesIn(value)));
}

/** Short words and ids could stand in a log by chance. */
const isCanary = (value: string) => value.trim().length >= 4 && /\p{Lu}|\d| /u.test(value.trim());
