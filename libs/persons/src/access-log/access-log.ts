import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copenhagenDate } from '@relet/domain';
import { PersonsError, type Principal } from '@relet/platform';
import type { ReadReason } from '@relet/words';
import type { Chain, Entries, Head, Line } from '../kept/chain.js';
import { ChainedFile, type Files } from '../kept/chained-file.js';

/** How a person was read: the initials in a list, the name that was asked for in one, a search, or what is kept of them. */
export type ReadHow = 'initials' | 'name' | 'search' | 'look_up';
/** By what readings are asked for: one way, or `single`, which is all but the lists of initials. */
export const ASKED_HOW = ['single', 'initials', 'name', 'search', 'look_up'] as const satisfies readonly (ReadHow | 'single')[];
export type AskedHow = (typeof ASKED_HOW)[number];

/** One reading: who has read, when, why, whom, and which fields. It holds no value. */
export interface Read {
  at: string;
  /** The opaque id of the reader, with party and role. */
  who: string;
  party: string;
  role: string;
  /** The municipality whose persons they are. */
  municipality: string;
  how: ReadHow;
  /** Pseudonyms, or the id of a home. */
  about: string[];
  fields: string[];
  reason: ReadReason | 'list';
  /** Of a search: by what was sought. */
  by?: SoughtBy[];
  /** Of a search that found nobody: a keyed hash of what was sought, by which searches for the same are seen to be the same, and nothing else. */
  sought?: string;
}

/** By what persons are searched for. */
export type SoughtBy = 'name' | 'cpr';

/** Which readings are asked for. */
export interface ReadsAsked {
  about?: string | undefined;
  who?: string | undefined;
  how?: AskedHow | undefined;
  /** First and last civil day. */
  from?: string | undefined;
  to?: string | undefined;
  /** Whether who asks sees a municipality. */
  sees?: (municipality: string) => boolean;
  numbers?: ReadonlySet<number>;
}

/** What the chain of the readings asks of one: its month. */
export const READS: Entries<Read> = { partOf: ({ at }) => monthOf(at) };

/** Who has read whom, in a chain, month by month. A reading that is not on the disk is not answered. */
export class AccessLog {
  constructor(private readonly chain: Chain<Read>) {}

  /** The readings in a folder, in a file a month. */
  static async inFolder(folder: string): Promise<AccessLog> {
    return new AccessLog(await ChainedFile.open(monthsIn(folder), READS));
  }

  /** The last reading that is on the disk. */
  head(): Promise<Head> {
    return this.chain.head();
  }

  /** Writes a reading down. Throws ACCESS_LOG_DOWN when that cannot be done: whoever reads must not be answered then. */
  async note(read: Omit<Read, 'who' | 'party' | 'role'>, { id, by }: Principal): Promise<void> {
    try {
      await this.chain.append({ ...read, who: id, party: by.party, role: by.role });
    } catch {
      throw new PersonsError('ACCESS_LOG_DOWN', 'That a person is read cannot be written down now, so nothing is told.');
    }
  }

  /** The last readings of those that are asked for, so many at most, in their order. */
  async last(asked: ReadsAsked, most: number, months?: readonly string[]): Promise<{ reads: Line<Read>[]; more: boolean }> {
    let reads: Line<Read>[] = [];
    let more = false;
    // A file may begin later than its month, never earlier.
    for (const month of (months ?? (await this.months())).filter((each) => asked.from === undefined || each >= asked.from.slice(0, 7)))
      for await (const read of this.of(month)) {
        if (!isAsked(read, asked)) continue;
        reads.push(read);
        if (reads.length > 2 * most) [reads, more] = [reads.slice(-most), true];
      }
    return { reads: reads.slice(-most), more: more || reads.length > most };
  }

  /** The months in which somebody has read, `YYYY-MM`. */
  months(): Promise<string[]> {
    return this.chain.parts();
  }

  /** The readings of a month that can be read. */
  async *of(month: string): AsyncGenerator<Line<Read>> {
    for await (const line of this.chain.lines(month)) if (isReading(line)) yield line;
  }

  /** The number of the first reading that is not as it was written; undefined when the chain holds as far as it has come. */
  brokenAt(): Promise<number | undefined> {
    return this.chain.brokenAt();
  }

  close(): Promise<void> {
    return this.chain.close();
  }
}

/** The month of an instant in Copenhagen. */
export const monthOf = (instant: string): string => copenhagenDate(instant).slice(0, 7);

const FILE = /^\d{4}-\d\d\.ndjson$/;

/** The files of a folder that hold readings, one a month. */
export const monthsIn = (folder: string): Files => ({
  fileOf: (month) => join(folder, `${month}.ndjson`),
  parts: () => {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names
      .filter((name) => FILE.test(name))
      .map((name) => name.slice(0, 7))
      .sort();
  },
});

/** Whether a line is a reading at all, so that one that is none hides no other. */
function isReading({ at, who, municipality, about, fields }: Line<Partial<Read>>): boolean {
  const texts = [at, who, municipality].every((each) => typeof each === 'string');
  return texts && !Number.isNaN(Date.parse(at as string)) && Array.isArray(about) && Array.isArray(fields);
}

function isAsked(read: Line<Read>, { about, who, how, from, to, sees, numbers }: ReadsAsked): boolean {
  if (sees && !sees(read.municipality)) return false;
  if (how !== undefined && (how === 'single' ? read.how === 'initials' : read.how !== how)) return false;
  if ((from !== undefined || to !== undefined) && !isBetween(copenhagenDate(read.at), from, to)) return false;
  if (about !== undefined && !read.about.includes(about)) return false;
  if (numbers && !numbers.has(read.n)) return false;
  return who === undefined || read.who === who;
}

const isBetween = (day: string, from = day, to = day) => from <= day && day <= to;
