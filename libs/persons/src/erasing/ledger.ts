import { PersonsError, type Layout } from '@relet/platform';
import type { ErasureGround } from '@relet/words';
import { BEGINNING, type Chain, type Entries, type Head, type Line } from '../kept/chain.js';
import { asItIs, ChainedFile, oneFile } from '../kept/chained-file.js';
import { chainTables } from '../kept/chained-table.js';
import type { SubjectKind } from '../register/register-rows.js';

/** A subject whose erasure has begun: from here on it is never brought back. */
export interface Begun {
  what: 'erased';
  at: string;
  /** The random id of the subject; for a citizen the pseudonym. */
  subject: string;
  kind: SubjectKind;
  municipality: string;
  ground: ErasureGround | 'recorded';
  /** The command that recorded it in the log, so that a lost event comes back as it was. */
  event?: { effective: string; commandId: string; commandHash: string; actor: string };
}

/** That nothing is left: key and row are gone. */
export interface Certificate {
  what: 'certificate';
  at: string;
  subject: string;
  keyDestroyed: true;
  rowRemoved: true;
}

/** A line of the record of erasures. */
export type ErasureEntry = Begun | Certificate | { what: 'ledger'; at: string };

/** Each is there once: an erasure that has begun stays as it began. */
export const ERASURES: Entries<ErasureEntry> = {
  nameOf: (entry) => (entry.what === 'ledger' ? entry.what : `${entry.what} ${entry.subject}`),
};

/** The table of the record, in a database of its own: it is in no backup set. */
export const ERASURE_TABLES: Layout = {
  variable: 'RELET_ERASURES',
  kind: 'erasures',
  schema: 'person_erasures',
  steps: [(schema) => chainTables(schema, 'erasure')],
};

/** Who was erased, in a chain that lies outside every backup: it outlives what is restored, and erases it again. */
export class ErasureLedger {
  private constructor(private readonly chain: Chain<ErasureEntry>) {}

  /** Opens the ledger in a file, and begins it where there is none. ERASURES_LOST unless it reaches as far as it was `seen` to. */
  static async inFile(path: string, seen: readonly (Head | undefined)[], now: string): Promise<ErasureLedger> {
    const chain = await ChainedFile.open<ErasureEntry>(oneFile(path), ERASURES);
    await mustReach(asItIs(path), seen);
    return ErasureLedger.begun(chain, now);
  }

  /** The same in a chain that several processes share. */
  static async shared(chain: Chain<ErasureEntry>, seen: readonly (Head | undefined)[], now: string): Promise<ErasureLedger> {
    await mustReach(chain, seen);
    return ErasureLedger.begun(chain, now);
  }

  private static async begun(chain: Chain<ErasureEntry>, now: string): Promise<ErasureLedger> {
    if (!(await chain.head()).n) await chain.append({ what: 'ledger', at: now });
    return new ErasureLedger(chain);
  }

  head(): Promise<Head> {
    return this.chain.head();
  }

  async erasureOf(subject: string): Promise<Line<Begun> | undefined> {
    return (await this.chain.named(`erased ${subject}`)) as Line<Begun> | undefined;
  }

  async certificateOf(subject: string): Promise<Line<Certificate> | undefined> {
    return (await this.chain.named(`certificate ${subject}`)) as Line<Certificate> | undefined;
  }

  /** All erasures in their order. */
  async all(): Promise<Line<Begun>[]> {
    return [...(await this.bySubject('erased')).values()] as Line<Begun>[];
  }

  /** The certificates of all, by subject. */
  certificates(): Promise<Map<string, Line<Certificate>>> {
    return this.bySubject('certificate') as Promise<Map<string, Line<Certificate>>>;
  }

  /** That an erasure has begun; one that had begun stays as it began. */
  async begin(erasure: Omit<Begun, 'what'>): Promise<Line<Begun>> {
    return (await this.chain.append({ what: 'erased', ...erasure })) as Line<Begun>;
  }

  async certify(subject: string, at: string): Promise<Line<Certificate>> {
    return (await this.chain.append({ what: 'certificate', at, subject, keyDestroyed: true, rowRemoved: true })) as Line<Certificate>;
  }

  close(): Promise<void> {
    return this.chain.close();
  }

  private async bySubject(what: 'erased' | 'certificate'): Promise<Map<string, Line<ErasureEntry>>> {
    const found = new Map<string, Line<ErasureEntry>>();
    for await (const line of this.chain.lines()) if (line.what !== 'ledger' && line.what === what) found.set(line.subject, line);
    return found;
  }
}

/**
 * Looks whether a record of erasures is whole, without touching it. `seen` is how far register and keys know it to have come: ERASURES_LOST when it does not
 * reach that far, differs there, or is not chained.
 */
export async function mustReach(record: Pick<Chain<object>, 'lines' | 'brokenAt'>, seen: readonly (Head | undefined)[]): Promise<void> {
  const known = seen.filter((head) => head !== undefined);
  if ((await record.brokenAt()) !== undefined) throw lost();
  const hashes = new Map<number, string>([[0, BEGINNING.hash]]);
  for await (const { n, hash } of record.lines()) hashes.set(n, hash);
  if (known.some(({ n, hash }) => hashes.get(n) !== hash)) throw lost();
}

const lost = () => new PersonsError('ERASURES_LOST', 'The record of erasures is missing or too short: nothing is served without it.');
