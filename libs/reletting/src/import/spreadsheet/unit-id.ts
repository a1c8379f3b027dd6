import { holdsPersonalNumber, idHoldsPersonalNumber, lowerCased, UNIT_ID } from '@relet/domain';

/** A home as a sheet names it: the id that follows, and what was written when it was no id. */
export interface NamedHome {
  unit: string;
  written?: string;
}

/**
 * The id of a home. What is one stays; from anything else one is made: in the municipality that the row or the import says, in lower case, other
 * characters as single dashes. Undefined when no id can be made of it.
 */
export function homeNamed(text: string, municipality: string | undefined): NamedHome | undefined {
  const bare = lowerCased(text.trim());
  if (UNIT_ID.test(bare) && (municipality === undefined || isWhole(bare, municipality))) return { unit: bare };
  const [, before, rest] = /^([a-z0-9_]{1,40})\.(.+)$/.exec(bare) ?? [];
  const within = municipality ?? (before !== undefined && namesPlace(before) && /^\S/.test(rest ?? '') ? before : undefined);
  if (within === undefined) return undefined;
  const number = before === within && rest !== undefined ? rest : bare;
  const unit = `${within}.${number.replace(/[^a-z0-9_.]+/g, '-').replace(/^-|-$/g, '')}`;
  if (!UNIT_ID.test(unit)) return undefined;
  return { unit, written: text.trim().replace(/\s+/g, ' ') };
}

/** An id, and no number with a point of its own: `12.1` and `st.tv` in a municipality are numbers of it. */
const isWhole = (id: string, municipality: string) => id.startsWith(`${municipality}.`) || namesPlace(id.slice(0, id.indexOf('.')));

/** No municipality has a name of two letters; floors and blocks have. */
const namesPlace = (text: string) => /[a-z]{3}/.test(text);

/** What stands before the first point of what is written in place of an id, when a municipality could be called so: it has a letter, and what follows has no space before it. */
export const namedBefore = (written: string): string | undefined => /^(?=[^.]*[a-z])([a-z0-9_]{1,40})\.\S/.exec(lowerCased(written))?.[1];

/** True when a home is written as its id or as its number: nothing of it was replaced. */
export const isAsWritten = ({ unit, written }: NamedHome): boolean =>
  written === undefined || unit.endsWith(`.${written.toLowerCase()}`) || unit === written.toLowerCase();

/** Day, month and year apart, as nobody writes the number of a home. */
const IN_PAIRS = /(?<!\d)\d\d[-._]\d\d[-._]\d\d[-._]\d\d[-._]?\d\d(?!\d)/;

/**
 * True when what stands in place of an id holds a CPR number. A number that becomes an id as it stands is one of the administrator's own, such as `0112-04-0056`,
 * and is looked at as ids are; all else is text, and looked at as a label.
 */
export function isPersonal(home: NamedHome): boolean {
  const { unit, written } = home;
  if (written === undefined) return false;
  if (idHoldsPersonalNumber(unit)) return true;
  return holdsPersonalNumber(written) && (!isAsWritten(home) || IN_PAIRS.test(written));
}

/** True for what is no id because it is too long: its beginning would be one. */
export const isTooLong = (text: string, municipality: string | undefined): boolean =>
  text.length > 64 && homeNamed(text.slice(0, 40), municipality) !== undefined;
