/**
 * What may reach a log that is never mended: letters in one form, no control characters, no personal numbers. Whoever takes text from people (HTTP, the
 * command line, files) asks here. Every rule looks at the length first, and reads the text once.
 */

/** The longest label of a place or a firm. */
export const LABEL_LENGTH = 80;
/** The longest name of a file. */
export const FILE_NAME_LENGTH = 200;
/** An Idempotency-Key: visible characters without spaces. */
export const KEY = /^[\x21-\x7e]{1,200}$/;
/** A UUID in lower case. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A unit's id `{municipality}.{number}`: the number is the administrator's own, lower-cased, and does not begin with a dash. */
export const UNIT_ID = /^[a-z0-9_]{1,40}\.[a-z0-9_.][a-z0-9_.-]{0,63}$/;
/** A municipality's id: the part of a unit's id before the first dot. */
export const MUNICIPALITY_ID = /^[a-z0-9_]{1,40}$/;
/** An offer's id: any short label without spaces. */
export const OFFER_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** The letter ø, or an a with its ring, is written in one way only (NFC), whatever the keyboard or the file. */
export const inOneForm = (text: string): string => text.normalize('NFC');

/**
 * A label as people see it, so that what looks alike is the same: letters in one form, hard spaces as spaces and each of them single, and no marks that nobody
 * sees. A sheet is read in the same way.
 */
export const asSeen = (text: string): string =>
  inOneForm(text)
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/^ | $/g, '');

/** Ids are looked up in lower case; only the letters A to Z are changed. */
export const lowerCased = (id: string): string => id.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Control characters, ends of lines, marks that turn the direction of writing, and the sign that stands for bytes that were lost. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffd]/u;

/** True for text on one line, without control characters, that every machine can write down. */
export function isOneLine(text: string, length: number): boolean {
  return text.length <= length && text.isWellFormed() && !UNPRINTABLE.test(text);
}

/** True for the label of a place or a firm: one line of at most 80 characters, not all of them spaces. Personal numbers are looked for apart. */
export function isLabel(text: string): boolean {
  return isOneLine(text, LABEL_LENGTH) && text.trim() !== '';
}

/** True for the name of a file that may be remembered. */
export function isFileName(text: string): boolean {
  return isOneLine(text, FILE_NAME_LENGTH) && !holdsPersonalNumber(text);
}

/** True for an Idempotency-Key that may be remembered. */
export function isKey(text: string): boolean {
  return KEY.test(text) && (UUID.test(text) || !holdsPersonalNumber(text));
}

/** True for an id that a new home may have; recorded ids stay as they are. */
export function isNewUnitId(id: string): boolean {
  return UNIT_ID.test(id) && !idHoldsPersonalNumber(id);
}

/** A day in a text, as `2026-11-02` or `2-11-2026`: it is no part of a longer number. */
const DAY = /(?<!\d)(?:(?:19|2[01])\d\d-\d\d-\d\d|\d\d?[-./]\d\d?[-./](?:19|2[01])\d\d)(?!\d)/g;

/**
 * True when a label, a key or a file name holds a CPR number: ten digits whose first six are a date, in whatever digits they are written and whatever
 * spaces, dashes or other signs stand between them. A letter, or a comma before a space, ends a number.
 */
export function holdsPersonalNumber(text: string): boolean {
  return numbersIn(text.replace(DAY, 'd')).some(hasTenDigits);
}

/** True when an id holds a CPR number: ten digits in one part, or six and four beside each other. `0112-04-0056` is an id. */
export function idHoldsPersonalNumber(id: string): boolean {
  if (UUID.test(id)) return false;
  return [...id.matchAll(/(?<!\d)(\d{6})[-._]?\d{4}(?!\d)/g)].some(([, six = '']) => isDate(six));
}

/** Groups of digits, in lists: the groups of one list have nothing but signs between them. */
function numbersIn(text: string): string[][] {
  const numbers: string[][] = [];
  let [groups, group] = [[] as string[], ''];
  const endGroup = () => void (group && groups.push(group), (group = ''));
  const endNumber = () => void (endGroup(), groups.length && numbers.push(groups), (groups = []));
  const signs = [...text];
  for (const [n, sign] of signs.entries()) {
    const digit = digitOf(sign);
    if (digit !== undefined) group += digit;
    else if (/[\p{L}\p{N}]/u.test(sign) || (sign === ',' && /\s/u.test(signs[n + 1] ?? ''))) endNumber();
    else endGroup();
  }
  endNumber();
  return numbers;
}

/** Some neighbouring groups are ten digits together, and begin with a date. */
function hasTenDigits(groups: readonly string[]): boolean {
  return groups.some((_, from) => {
    let digits = '';
    for (let n = from; n < groups.length && digits.length < 10; n++) digits += groups[n];
    return digits.length === 10 && isDate(digits);
  });
}

/** Day and month of a CPR number: the day is 60 higher where ordinary numbers had run out. */
function isDate(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return ((day >= 1 && day <= 31) || (day >= 61 && day <= 91)) && month >= 1 && month <= 12;
}

/** What a sign counts as a digit, in any script; undefined for what is none. */
function digitOf(sign: string): number | undefined {
  const plain = sign.normalize('NFKC');
  if (plain >= '0' && plain <= '9' && plain.length === 1) return Number(plain);
  if (!isDigit(plain.codePointAt(0) as number) || [...plain].length !== 1) return undefined;
  // The digits of a script stand in their order, and so do those of scripts beside each other.
  let zero = plain.codePointAt(0) as number;
  while (isDigit(zero - 1)) zero -= 1;
  return ((plain.codePointAt(0) as number) - zero) % 10;
}

const isDigit = (point: number) => /^\p{Nd}$/u.test(String.fromCodePoint(point));
