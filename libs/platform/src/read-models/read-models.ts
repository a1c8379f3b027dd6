import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ReadonlyKysely } from 'kysely/readonly';
import { Subject } from 'rxjs';
import { StoreError, type EventStore } from '@relet/event-store';
import { POSITION } from '../asking.js';
import { HistoryUnreadable } from '../history-unreadable.js';
import type { WhyNot } from '../not-serving.js';
import { NotYetVisible } from '../not-yet-visible.js';
import { EVENT_STORE } from '../tokens.js';
import { endLost } from './another-log.js';
import type { Engine, Parked } from './engine.js';
import { Freshness, TOLERANCE } from './freshness.js';
import type { Projection } from './projection.js';
import { Reach } from './reach.js';
import type { DatabaseOf, Tables } from './table.js';

export const READ_MODEL_ENGINE = Symbol('READ_MODEL_ENGINE');

/** How long a read waits for `after=`, and how often it is looked for what another process has projected, in milliseconds. */
const PATIENCE = 2_000;
const EVERY = 50;

/** How often the head of the log is looked at although nobody asks, and how long one look holds, in milliseconds. */
const HEAD_EVERY = 1_000;
const HEAD_HOLDS = 200;
/** How long a look may take: an answer does not wait for a server that hangs, in milliseconds. */
const HEAD_PATIENCE = 900;

/** Why a log cannot be looked at while the rows of it can. */
const OUT_OF_REACH: ReadonlySet<string> = new Set(['STORE_UNAVAILABLE', 'STORE_DENIED', 'STORE_UNTRUSTED', 'STORE_MISNAMED']);

/** The end of the log as it was last looked at; undefined while it cannot be reached, null for an empty log. */
type Head = string | null | undefined;

/** Where the read models stand: their position against the head of the log. */
export interface Standing {
  position: string | null;
  head: string | null;
  /** False while the log cannot be reached or is another one, and once the rows lag longer than is usual. */
  upToDate: boolean;
  /** Whole seconds since the rows were last known to show all of the log; 0 while they do. */
  age: number;
  /** Why they do not go on at this moment; whoever projects tries again by itself. */
  hindered?: WhyNot;
}

/** Streams whose rows have changed, up to a position: what is told here can be read. */
export interface Visible {
  streams: readonly string[];
  position: string | null;
}

/**
 * The rows of all projections as features see them: asked asynchronously, never written. The checkpoint and the changes are read from the
 * rows' own store, so that it is the same whether this process projects or another one does.
 */
@Injectable()
export class ReadModels implements OnApplicationShutdown {
  /** Tells what has become visible. */
  readonly visible = new Subject<Visible>();
  /** Why the projector of this process does not go on; it says so itself. */
  hindered: WhyNot | undefined;
  /** Why the log has become another one than that of the rows: the projector of this process has seen it, or the log was seen to end before the rows. */
  another: StoreError | undefined;
  /** True while the projector of this process makes all rows anew: what goes on by itself waits. */
  rebuilding = false;
  private at: string | null = null;
  private change = 0;
  private waiting: { position: string; wake: () => void }[] = [];
  private looking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private projecting: (() => Promise<void>) | undefined;
  private begun: Promise<void> | undefined;
  private readonly freshness = new Freshness(performance.now());
  private readonly reach = new Reach();
  /** So many looks one after the other have found that the log ends before the rows. */
  private looksShort = 0;
  private lastLook: { at: number; head: Promise<Head> } | undefined;
  private ticking: NodeJS.Timeout | undefined;

  constructor(
    @Inject(READ_MODEL_ENGINE) private readonly engine: Engine,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The rows of a projection, or of two that are asked together, in Kysely's words. */
  rowsOf<A extends Tables, B extends Tables = Record<never, never>>(
    _: Projection<A>,
    __?: Projection<B>,
  ): ReadonlyKysely<DatabaseOf<A & B>> {
    return this.engine.rows as unknown as ReadonlyKysely<DatabaseOf<A & B>>;
  }

  /** The position up to which rows are known to show the log. */
  get position(): string | null {
    return this.at;
  }

  /** Told by the projector of this process: how it is started. Without one, another process projects, and this one looks for what it has written. */
  projectedBy(start: () => Promise<void>): void {
    this.projecting = start;
  }

  /** Resolves once the rows have come as far as the log had when this was first asked for. */
  begin(): Promise<void> {
    this.ticking ??= setInterval(() => void this.headNow().catch(() => undefined), HEAD_EVERY).unref();
    this.begun ??= this.projecting ? this.projecting() : this.lookOn();
    return this.begun;
  }

  /** Looks from now on for what another process writes; resolves once that has come as far as the log. */
  async lookOn(): Promise<void> {
    this.timer ??= setInterval(() => void this.look().catch(() => undefined), EVERY).unref();
    this.hindered = undefined;
    await this.look();
    await this.caughtUp(60_000);
  }

  /** This process makes the rows from now on, and tells by itself what it has written. */
  lookNoMore(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Looks how far the rows have come, and tells what has changed; one look at a time. */
  look(): Promise<void> {
    this.looking = this.looking.catch(() => undefined).then(() => this.lookOnce());
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    // Rows that another version of the program has made are not passed off as this one's: it waits for its own.
    if (!(await this.isMadeForThis())) return;
    const { position, change } = await this.engine.checkpoint();
    if (position === this.at && change === this.change) return;
    const streams = await this.engine.changedSince(this.change);
    Object.assign(this, { at: position, change });
    const ready = this.waiting.filter((each) => this.has(each.position));
    this.waiting = this.waiting.filter((each) => !ready.includes(each));
    for (const { wake } of ready) wake();
    this.visible.next({ streams, position });
  }

  private async isMadeForThis(): Promise<boolean> {
    const madeFor = await this.engine.madeFor();
    if (madeFor !== 'this version')
      this.hindered ??= { fault: madeFor === 'another store' ? 'rowsOfAnotherStore' : 'rowsOfAnotherVersion' };
    else if (this.timer) this.hindered = undefined;
    return madeFor === 'this version';
  }

  /** Streams whose rows have changed after a change (0: all), and the number to ask from next time. */
  async changedSince(change: number): Promise<{ streams: string[]; change: number }> {
    const { change: last } = await this.engine.checkpoint();
    return { streams: last > change ? await this.engine.changedSince(change) : [], change: last };
  }

  /** Waits until a position is visible; NotYetVisible when that takes too long. */
  async reached(position: string, patience = PATIENCE): Promise<void> {
    if (!POSITION.test(position) || this.has(position)) return;
    await new Promise<void>((resolve, reject) => {
      const wake = () => (clearTimeout(timer), resolve());
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((each) => each.wake !== wake);
        reject(new NotYetVisible());
      }, patience);
      this.waiting.push({ position, wake });
    });
  }

  /** Waits until all that is acknowledged by now is visible; NotYetVisible when that takes too long. */
  async caughtUp(patience = PATIENCE): Promise<void> {
    const head = await this.store.head();
    if (head !== undefined) await this.reached(head, patience);
  }

  private has(position: string): boolean {
    return this.at !== null && this.store.comparePositions(this.at, position) >= 0;
  }

  /** What could not be read and has no rows. */
  parked(): Promise<Parked[]> {
    return this.engine.parked();
  }

  /** Throws STORE_CORRUPT while an older copy stands in the place of the log: to write into it would make two histories. */
  mustBeTheirLog(): void {
    if (this.another) throw this.another;
  }

  /** Throws HistoryUnreadable for a parked stream. */
  async mustNotBeParked(stream: string): Promise<void> {
    if (await this.engine.isParked(stream)) throw new HistoryUnreadable();
  }

  /** Never up to date while the store cannot be reached: what is read then may be old. `fresh` looks at the log itself, not at what was just seen of it. */
  async standing({ fresh = false }: { fresh?: boolean } = {}): Promise<Standing> {
    const head = await this.headNow(fresh ? 0 : HEAD_HOLDS);
    const { hindered } = this;
    const isShown = (position: string) => this.has(position);
    const age = this.freshness.age(performance.now(), head !== undefined, isShown);
    const isBehind = typeof head === 'string' && !isShown(head);
    const isWell = !(hindered && isBehind) && !this.another && !this.looksShort;
    const upToDate = head !== undefined && age <= TOLERANCE && isWell;
    return { position: this.at, ...(hindered && { hindered }), head: head ?? null, upToDate, age: Math.floor(age / 1_000) };
  }

  /** The head of the log as of a moment ago: many who ask at once share one look. */
  private headNow(holds = HEAD_HOLDS): Promise<Head> {
    const now = performance.now();
    if (!this.lastLook || now - this.lastLook.at > holds) this.lastLook = { at: now, head: this.lookAtHead() };
    return this.lastLook.head;
  }

  private async lookAtHead(): Promise<Head> {
    const shown = this.at;
    try {
      const head = await this.store.head({ patience: HEAD_PATIENCE });
      this.compare(shown, head);
      this.freshness.seen(head, performance.now());
      this.reach.worked();
      return head ?? null;
    } catch (error) {
      if (!(error instanceof StoreError && OUT_OF_REACH.has(error.code))) throw error;
      this.reach.failed(error, performance.now());
      // While a server hangs, a look that takes long holds as long: reads do not queue up behind it.
      if (this.lastLook) this.lastLook.at = performance.now() + HEAD_PATIENCE;
      return undefined;
    }
  }

  /**
   * What rows have shown was in the log: one that ends before it is an older copy. Where another process makes the rows, nobody else tells this one; it believes it
   * once it was seen twice.
   */
  private compare(shown: string | null, head: string | undefined): void {
    const isShort = shown !== null && (head === undefined || this.store.comparePositions(shown, head) > 0);
    this.looksShort = isShort ? this.looksShort + 1 : 0;
    if (this.timer) this.another = this.looksShort > 1 ? endLost(head, shown) : undefined;
  }

  /** SHA-256 over all rows in their order: two makings of the same log agree in it. */
  checksum(): Promise<string> {
    return this.engine.checksum();
  }

  async onApplicationShutdown(): Promise<void> {
    this.lookNoMore();
    clearInterval(this.ticking);
    await this.engine.close();
  }
}
