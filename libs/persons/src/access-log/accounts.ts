import { Injectable } from '@nestjs/common';
import { Clock, MunicipalityUnknown, PersonsError, sees, type Principal } from '@relet/platform';
import type { ReadLine, ReadsAnswer, ReviewAnswer } from '../persons.answers.js';
import type { Files } from '../files.js';
import { Vault } from '../vault.js';
import type { Line } from '../kept/chain.js';
import type { ReadsAsked, Read } from './access-log.js';
import type { Finding, Review } from './reviews.js';

/** So many readings are answered at most. */
const MOST = 1_000;

/** What the access log tells those who watch over it, each within their own municipality. */
@Injectable()
export class Accounts {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** Who has read whom: of a person, by a reader, in one way, from a day to a day, or all. */
  async reads(asked: Omit<ReadsAsked, 'sees' | 'numbers'>, principal: Principal): Promise<ReadsAnswer> {
    const { reads, more } = await this.files().accessLog.last({ ...asked, sees: (of) => sees(principal, of) }, MOST);
    const { brokenReading: brokenFrom } = this.vault;
    return { reads: reads.map((read) => lineOf(read)), more, ...(brokenFrom !== undefined && { brokenFrom }) };
  }

  /** Who has read a person, as the person is told: without the staff, and without the others who stood in the same list: all of it, however much. */
  async forCitizen(about: string, principal: Principal): Promise<ReadsAnswer> {
    const { reads, more } = await this.files().accessLog.last({ about, sees: (of) => sees(principal, of) }, Infinity);
    return { reads: reads.map((read) => ({ ...withoutPersons(lineOf(read)), persons: 1 })), more };
  }

  async reviews(principal: Principal): Promise<ReviewAnswer[]> {
    const { reviews } = this.files();
    await reviews.draw(this.clock.now());
    const seen = await reviews.all(this.clock.now(), (of) => sees(principal, of));
    return Promise.all(seen.map((review) => this.told(review)));
  }

  /** Signs a month off; MUNICIPALITY_UNKNOWN when there is no sample of it in sight. */
  async signOff(month: string, municipality: string, finding: Finding, principal: Principal): Promise<ReviewAnswer> {
    const told = { by: principal.id, finding, now: this.clock.now() };
    const review = sees(principal, municipality) ? await this.files().reviews.signOff(month, municipality, told) : undefined;
    if (!review) throw new MunicipalityUnknown();
    return this.told(review);
  }

  private async told({ sample, ...review }: Review): Promise<ReviewAnswer> {
    const asked = { numbers: new Set(sample), sees: (of: string) => of === review.municipality };
    const { reads } = await this.files().accessLog.last(asked, sample.length, [review.month]);
    return { ...review, sample: reads.map((read) => lineOf(read)) };
  }

  private files(): Files {
    const { files } = this.vault;
    if (!files) throw new PersonsError('PERSONS_UNREADABLE', 'No persons are kept here.');
    return files;
  }
}

const lineOf = ({ prev: _, hash: __, about, ...read }: Line<Read>): ReadLine => ({ ...read, about, persons: about.length });

const withoutPersons = ({ who: _, about: __, ...line }: ReadLine): ReadLine => line;
