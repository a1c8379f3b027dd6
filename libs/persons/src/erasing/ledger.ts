import { PersonsError } from '@relet/platform';
import type { ErasureGround } from '@relet/words';
import { BEGINNING, brokenAt, ChainedFile, linesOf, type Head, type Line } from '../kept/chained-file.js';
import type { SubjectKind } from '../register/register-file.js';

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

type Entry = Begun | Certificate | { what: 'ledger'; at: string };

/** Who was erased, in a file that grows and lies outside every backup: it outlives what is restored, and erases it again. */
export class ErasureLedger {
  private readonly begun = new Map<string, Line<Begun>>();
  private readonly certified = new Map<string, Line<Certificate>>();

  private constructor(private readonly file: ChainedFile<Entry>) {}

  /** Opens the ledger, and begins it where there is none. ERASURES_LOST unless it reaches as far as it was `seen` to. */
  static async open(path: string, seen: readonly (Head | undefined)[], now: string): Promise<ErasureLedger> {
    const file = ChainedFile.open<Entry>(path);
    await mustReach(path, seen);
    const ledger = new ErasureLedger(file);
    for await (const line of linesOf<Entry>(path)) ledger.remember(line);
    if (!file.head.n) await file.append({ what: 'ledger', at: now });
    return ledger;
  }

  get head(): Head {
    return this.file.head;
  }

  erasureOf(subject: string): Line<Begun> | undefined {
    return this.begun.get(subject);
  }

  certificateOf(subject: string): Line<Certificate> | undefined {
    return this.certified.get(subject);
  }

  /** All erasures in their order. */
  all(): Line<Begun>[] {
    return [...this.begun.values()];
  }

  async begin(erasure: Omit<Begun, 'what'>): Promise<Line<Begun>> {
    const line = (await this.file.append({ what: 'erased', ...erasure })) as Line<Begun>;
    this.remember(line);
    return line;
  }

  async certify(subject: string, at: string): Promise<Line<Certificate>> {
    const line = (await this.file.append({ what: 'certificate', at, subject, keyDestroyed: true, rowRemoved: true })) as Line<Certificate>;
    this.remember(line);
    return line;
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private remember(line: Line<Entry>): void {
    if (line.what === 'erased') this.begun.set(line.subject, line);
    if (line.what === 'certificate') this.certified.set(line.subject, line);
  }
}

/**
 * Looks whether a record of erasures is whole, without touching it. `seen` is how far register and keys know it to have come: ERASURES_LOST when it does not
 * reach that far, differs there, or is not chained.
 */
export async function mustReach(path: string, seen: readonly (Head | undefined)[]): Promise<void> {
  const known = seen.filter((head) => head !== undefined);
  if ((await brokenAt([path])) !== undefined) throw lost();
  const hashes = new Map<number, string>([[0, BEGINNING.hash]]);
  for await (const { n, hash } of linesOf<Entry>(path)) hashes.set(n, hash);
  if (known.some(({ n, hash }) => hashes.get(n) !== hash)) throw lost();
}

const lost = () => new PersonsError('ERASURES_LOST', 'The record of erasures is missing or too short: nothing is served without it.');
