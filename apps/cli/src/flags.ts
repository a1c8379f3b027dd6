/** The options of the command that is asked, by the names of their values: what is wrong with one is told by what was typed. */
let flags: ReadonlyMap<string, string> = new Map();

/** A process asks one command at a time. */
export const asks = (options: ReadonlyMap<string, string>): void => void (flags = options);

/** The option that gives a field of a question or a body; undefined for a field that no option gives. */
export const flagOf = (field: string): string | undefined => flags.get(PARTS[field] ?? field);

/** Fields that come of one option together. */
const PARTS: Readonly<Record<string, string>> = { againstFrom: 'against', againstTo: 'against' };
