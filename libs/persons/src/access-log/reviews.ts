import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { copenhagenDate, plusDays, type CivilDate } from '@relet/domain';
import type { Chain, Entries, Line } from '../kept/chain.js';
import { ChainedFile, oneFile, type Files } from '../kept/chained-file.js';
import { monthOf, type AccessLog } from './access-log.js';

/** Readings of one municipality in a month that are looked at. */
const SAMPLE = 20;
/** Days after the month within which they are to be looked at. */
const DAYS = 14;

/** What a review has found. */
export const FINDINGS = ['in_order', 'to_be_followed_up'] as const;
export type Finding = (typeof FINDINGS)[number];

/** What is written down of reviews. */
export type ReviewEntry =
  | { what: 'sample'; at: string; month: string; municipality: string; reads: number; sample: number[] }
  | { what: 'drawn'; at: string; month: string }
  | { what: 'signed_off'; at: string; month: string; municipality: string; by: string; finding: Finding };

/** The sample of a month in one municipality, and what became of it. */
export interface Review {
  month: string;
  municipality: string;
  /** How many readings there were. */
  reads: number;
  /** The numbers of those that are to be looked at. */
  sample: number[];
  /** Last day to look at them. */
  due: CivilDate;
  overdue: boolean;
  signedOff: { at: string; by: string; finding: Finding } | null;
}

type Sample = Extract<ReviewEntry, { what: 'sample' }>;
type SignedOff = Extract<ReviewEntry, { what: 'signed_off' }>;

const ofSample = (month: string, municipality: string) => `sample ${month} ${municipality}`;
const ofDraw = (month: string) => `drawn ${month}`;

/** Each is there once: a sample that was drawn stays the sample, what was signed off stays as it was. */
export const REVIEWS: Entries<ReviewEntry> = {
  nameOf: (entry) => (entry.what === 'drawn' ? ofDraw(entry.month) : `${entry.what} ${entry.month} ${entry.municipality}`),
};

/** Reviews lie in a file beside the readings of a folder. */
export const reviewsIn = (folder: string): Files => oneFile(join(folder, 'reviews.ndjson'));

/** The monthly review of who has read whom: a sample is drawn by itself when a month is over, and is overdue until somebody signs it off. */
export class Reviews {
  constructor(
    private readonly log: AccessLog,
    private readonly chain: Chain<ReviewEntry>,
  ) {}

  /** Reviews in a file beside the readings of a folder. */
  static async inFolder(folder: string, log: AccessLog): Promise<Reviews> {
    return new Reviews(log, await ChainedFile.open(reviewsIn(folder), REVIEWS));
  }

  /** Draws what is still to be drawn of the months that are over. */
  async draw(now: string): Promise<void> {
    for (const month of await this.log.months()) {
      if (month >= monthOf(now) || (await this.chain.named(ofDraw(month)))) continue;
      const by = new Map<string, { reads: number; sample: number[] }>();
      for await (const { n, municipality } of this.log.of(month)) chosen(by, municipality, n);
      // Of a draw that was cut off, what was drawn stays.
      for (const [municipality, { reads, sample }] of by)
        await this.chain.append({ what: 'sample', at: now, month, municipality, reads, sample: sample.sort((a, b) => a - b) });
      await this.chain.append({ what: 'drawn', at: now, month });
    }
  }

  /** The reviews in sight, the latest month first. */
  async all(now: string, sees: (municipality: string) => boolean): Promise<Review[]> {
    const today = copenhagenDate(now);
    const samples = new Map<string, Sample>();
    const signed = new Map<string, SignedOff>();
    for await (const line of this.chain.lines()) {
      if (line.what === 'sample') samples.set(`${line.month} ${line.municipality}`, line);
      if (line.what === 'signed_off') signed.set(`${line.month} ${line.municipality}`, line);
    }
    return [...samples]
      .filter(([, { municipality }]) => sees(municipality))
      .map(([name, sample]) => reviewOf(sample, signed.get(name), today))
      .sort((a, b) => (`${b.month} ${a.municipality}` < `${a.month} ${b.municipality}` ? -1 : 1));
  }

  /** Signs a review off; undefined when there is none. What was signed off stays as it was. */
  async signOff(month: string, municipality: string, told: { by: string; finding: Finding; now: string }): Promise<Review | undefined> {
    const { by, finding, now } = told;
    const sample = (await this.chain.named(ofSample(month, municipality))) as Line<Sample> | undefined;
    if (!sample) return undefined;
    const signed = (await this.chain.append({ what: 'signed_off', at: now, month, municipality, by, finding })) as Line<SignedOff>;
    return reviewOf(sample, signed, copenhagenDate(now));
  }

  close(): Promise<void> {
    return this.chain.close();
  }
}

function reviewOf({ month, municipality, reads, sample }: Sample, signed: SignedOff | undefined, today: CivilDate): Review {
  const due = plusDays(firstDayAfter(month), DAYS);
  const signedOff = signed ? { at: signed.at, by: signed.by, finding: signed.finding } : null;
  return { month, municipality, reads, sample, due, overdue: !signed && today > due, signedOff };
}

/** Each reading has the same chance to be in the sample, however many there are. */
function chosen(by: Map<string, { reads: number; sample: number[] }>, municipality: string, n: number): void {
  const kept = by.get(municipality) ?? { reads: 0, sample: [] };
  by.set(municipality, kept);
  kept.reads += 1;
  if (kept.sample.length < SAMPLE) kept.sample.push(n);
  else {
    const place = randomInt(kept.reads);
    if (place < SAMPLE) kept.sample[place] = n;
  }
}

function firstDayAfter(month: string): CivilDate {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
}
