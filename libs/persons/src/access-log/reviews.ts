import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { copenhagenDate, plusDays, type CivilDate } from '@relet/domain';
import { ChainedFile, linesOf } from '../kept/chained-file.js';
import { monthOf, type AccessLog } from './access-log.js';

/** Readings of one municipality in a month that are looked at. */
const SAMPLE = 20;
/** Days after the month within which they are to be looked at. */
const DAYS = 14;

/** What a review has found. */
export const FINDINGS = ['in_order', 'to_be_followed_up'] as const;
export type Finding = (typeof FINDINGS)[number];

type Entry =
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

/** The monthly review of who has read whom: a sample is drawn by itself when a month is over, and is overdue until somebody signs it off. */
export class Reviews {
  private readonly drawn = new Set<string>();
  private readonly samples = new Map<string, Extract<Entry, { what: 'sample' }>>();
  private readonly signed = new Map<string, Extract<Entry, { what: 'signed_off' }>>();

  private constructor(
    private readonly log: AccessLog,
    private readonly file: ChainedFile<Entry>,
  ) {}

  static async open(log: AccessLog): Promise<Reviews> {
    const path = join(log.folder, 'reviews.ndjson');
    const reviews = new Reviews(log, ChainedFile.open<Entry>(path));
    for await (const entry of linesOf<Entry>(path)) reviews.remember(entry);
    return reviews;
  }

  /** Draws what is still to be drawn of the months that are over. */
  async draw(now: string): Promise<void> {
    for (const month of this.log.months()) {
      if (month >= monthOf(now) || this.drawn.has(month)) continue;
      const by = new Map<string, { reads: number; sample: number[] }>();
      for await (const { n, municipality } of this.log.of(month)) chosen(by, municipality, n);
      for (const [municipality, { reads, sample }] of by) {
        // A draw that was cut off is not drawn again.
        if (this.samples.has(`${month} ${municipality}`)) continue;
        await this.add({ what: 'sample', at: now, month, municipality, reads, sample: sample.sort((a, b) => a - b) });
      }
      await this.add({ what: 'drawn', at: now, month });
    }
  }

  /** The reviews in sight, the latest month first. */
  all(now: string, sees: (municipality: string) => boolean): Review[] {
    const today = copenhagenDate(now);
    return [...this.samples.values()]
      .filter((sample) => sees(sample.municipality))
      .map((sample) => this.reviewOf(sample, today))
      .sort((a, b) => (`${b.month} ${a.municipality}` < `${a.month} ${b.municipality}` ? -1 : 1));
  }

  /** Signs a review off; undefined when there is none. What was signed off stays as it was. */
  async signOff(month: string, municipality: string, told: { by: string; finding: Finding; now: string }): Promise<Review | undefined> {
    const { by, finding, now } = told;
    const sample = this.samples.get(`${month} ${municipality}`);
    if (!sample) return undefined;
    if (!this.signed.has(`${month} ${municipality}`)) await this.add({ what: 'signed_off', at: now, month, municipality, by, finding });
    return this.reviewOf(sample, copenhagenDate(now));
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private reviewOf({ month, municipality, reads, sample }: Extract<Entry, { what: 'sample' }>, today: CivilDate): Review {
    const signed = this.signed.get(`${month} ${municipality}`);
    const due = plusDays(firstDayAfter(month), DAYS);
    const signedOff = signed ? { at: signed.at, by: signed.by, finding: signed.finding } : null;
    return { month, municipality, reads, sample, due, overdue: !signed && today > due, signedOff };
  }

  private async add(entry: Entry): Promise<void> {
    this.remember(await this.file.append(entry));
  }

  private remember(entry: Entry): void {
    if (entry.what === 'drawn') this.drawn.add(entry.month);
    else if (entry.what === 'sample') this.samples.set(`${entry.month} ${entry.municipality}`, entry);
    else this.signed.set(`${entry.month} ${entry.municipality}`, entry);
  }
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
