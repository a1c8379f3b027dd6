import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Subject, type Subscription } from 'rxjs';
import { upcast, type Fact } from '@relet/domain';
import { StoreUnavailable, type EventStore, type LivePage, type LogEvent } from '@relet/event-store';
import { HistoryUnreadable } from '../history-unreadable.js';
import { NotYetVisible } from '../not-yet-visible.js';
import type { StoreInfo } from '../platform.module.js';
import type { Settings } from '../settings.js';
import { Streams } from '../streams.js';
import { EVENT_STORE, SETTINGS, STORE_INFO } from '../tokens.js';
import { endLost } from './another-log.js';
import { Hindrance } from './hindrance.js';
import type { Projection, Row } from './projection.js';
import { ReadModel } from './read-model.js';

export const PROJECTIONS = Symbol('PROJECTIONS');

/** Pages larger than this are folded from the log itself instead of stream by stream. */
const PAGE = 1_000;
const REBUILD_PAGE = 5_000;
/** Streams whose rows are written in one transaction of a rebuild. */
const CHUNK = 500;
/** How long a read waits for `after=`, in milliseconds. */
const PATIENCE = 2_000;

type RowsByTable = Readonly<Record<string, readonly Row[]>>;

/** Where the read models stand: position, and age of the last event seen against the head of the log. */
export interface Standing {
  position: string | null;
  head: string | null;
  upToDate: boolean;
  parked: { stream: string; reason: string }[];
  /** Why it does not go on at this moment; it tries again by itself. */
  hindered?: string;
}

/** Streams whose rows have changed, up to a position: what is told here can be read. */
export interface Visible {
  streams: readonly string[];
  position: string | null;
}

/** Follows the log and keeps the rows of every projection equal to the fold of the log up to its checkpoint. */
@Injectable()
export class Projector implements OnApplicationShutdown {
  readonly model: ReadModel;
  /** Tells what has become visible, page by page. */
  readonly visible = new Subject<Visible>();
  private subscription: Subscription | undefined;
  private waiting: { position: string; wake: () => void }[] = [];
  private position: string | null;
  private readonly hindrance = new Hindrance();
  /** Counts how often the log was followed anew: a page of an earlier time is given up. */
  private following = 0;
  /** Counts the changes of each stream since the start, so that readers can keep what they made of unchanged ones. */
  readonly changed = new Map<string, number>();
  private changes = 0;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: Streams,
    @Inject(PROJECTIONS) private readonly projections: readonly Projection[],
    @Inject(STORE_INFO) { storeId, begun }: StoreInfo,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.model = new ReadModel(settings.readModel, storeId, projections, begun ?? settings.logAsItIs);
    this.position = this.model.progress().position;
  }

  /** True while all rows are made anew: what they show is not yet what is known. */
  rebuilding = false;
  private started: Promise<void> | undefined;

  /** Catches up with the log, then follows it live; once, however often it is asked for. */
  start(): Promise<void> {
    this.started ??= this.follow();
    return this.started;
  }

  private async follow(): Promise<void> {
    const head = await this.store.head();
    const shorter = this.position !== null && (head === undefined || this.store.comparePositions(this.position, head) > 0);
    if (shorter && !this.settings.logAsItIs) throw endLost(head, this.position);
    if (shorter || (this.position === null && head !== undefined)) await this.rebuild();
    this.subscribe();
    if (head !== undefined) await this.reached(head, 60_000);
  }

  private subscribe(): void {
    const following = ++this.following;
    this.subscription = this.store.subscribeAll(this.position ?? undefined, { pageSize: PAGE }).subscribe({
      next: (page) => void this.take(page, following),
      error: (error: unknown) => void this.hindrance.met(error).then(() => following === this.following && this.subscribe()),
    });
  }

  private unsubscribe(): void {
    this.following += 1;
    this.subscription?.unsubscribe();
  }

  /** Folds the whole log anew in memory and writes all rows; reports events read so far and in all, if known. */
  async rebuild(progress: (events: number) => void = () => undefined): Promise<{ events: number; streams: number; checksum: string }> {
    this.rebuilding = true;
    try {
      return await this.rebuilt(progress);
    } finally {
      this.rebuilding = false;
    }
  }

  private async rebuilt(progress: (events: number) => void): Promise<{ events: number; streams: number; checksum: string }> {
    this.unsubscribe();
    const resume = this.subscription !== undefined;
    const histories = new Map<string, Fact[]>();
    let [events, after] = [0, undefined as string | undefined];
    for (let end = false; !end;) {
      const page = await this.store.readAll(after, { limit: REBUILD_PAGE, streamPrefixes: this.projections.map(({ prefix }) => prefix) });
      for (const event of page.events) {
        const known = histories.get(event.stream);
        if (known) known.push(lean(event));
        else histories.set(event.stream, [lean(event)]);
      }
      progress((events += page.events.length));
      ({ next: after, end } = page);
    }
    this.model.clear();
    this.writeInChunks(histories, after ?? null);
    this.arrive(after ?? null);
    if (resume) {
      this.subscription = undefined;
      await this.follow();
    }
    return { events, streams: histories.size, checksum: this.model.checksum() };
  }

  /** The position up to which rows show what is known. */
  get standingAt(): string | null {
    return this.position;
  }

  /** Throws HistoryUnreadable for a stream that was set aside. */
  mustNotBeParked(stream: string): void {
    if (this.model.isParked(stream)) throw new HistoryUnreadable();
  }

  /** Reads again what was set aside; answers what still is. */
  async repair(): Promise<Standing['parked']> {
    const { parked } = this.model.progress();
    const until = ({ position }: LogEvent) => this.has(position);
    for (const { stream } of parked) this.streams.forget(stream);
    const rows = await Promise.all(
      parked.map(async ({ stream }) => [stream, this.rowsFrom(stream, (await this.streams.load(stream)).filter(until))] as const),
    );
    this.model.write(new Map(rows), this.position, this.position);
    for (const { stream } of parked) this.note(stream);
    return this.model.progress().parked;
  }

  /** Waits until a position is visible; NotYetVisible when that takes too long. */
  async reached(position: string, patience = PATIENCE): Promise<void> {
    if (!/^\d+(\/\d+)?$/.test(position) || this.has(position)) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new NotYetVisible()), patience);
      this.waiting.push({ position, wake: () => (clearTimeout(timer), resolve()) });
    });
  }

  /** Never up to date while the store cannot be reached: what is read then may be old. */
  async standing(): Promise<Standing> {
    const { position } = this;
    const { reason } = this.hindrance;
    const standing = { position, parked: this.model.progress().parked, ...(reason && { hindered: reason }) };
    try {
      const head = (await this.store.head()) ?? null;
      return { ...standing, head, upToDate: head === null || this.has(head) };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return { ...standing, head: null, upToDate: false };
    }
  }

  onApplicationShutdown(): void {
    this.unsubscribe();
    this.model.close();
  }

  /** A page is tried until it is written: a disk that was full heals without a restart, and nothing is passed over meanwhile. */
  private async take(page: LivePage, following: number): Promise<void> {
    while (following === this.following) {
      try {
        await this.project(page, following);
        this.hindrance.gone();
        page.done();
        return;
      } catch (error) {
        if (following === this.following) await this.hindrance.met(error);
      }
    }
  }

  private async project({ events, next }: LivePage, following: number): Promise<void> {
    // A page that comes again, or one from before the checkpoint, must not turn rows back to what they were.
    if (next !== undefined && this.has(next)) return;
    this.streams.add(events);
    const touched = new Map<string, number>();
    for (const { stream, revision } of events) if (this.projects(stream)) touched.set(stream, Math.max(revision, touched.get(stream) ?? 0));
    const rows = new Map<string, RowsByTable | Error>();
    for (const [stream, revision] of touched) rows.set(stream, await this.rowsOf(stream, revision));
    if (following !== this.following) return;
    this.model.write(rows, this.position, next ?? null);
    for (const stream of touched.keys()) this.note(stream);
    this.arrive(next ?? null);
    this.visible.next({ streams: [...touched.keys()], position: this.position });
  }

  /** The rows of a stream up to a revision: a page never runs ahead of its checkpoint. */
  private async rowsOf(stream: string, revision: number): Promise<RowsByTable | Error> {
    const recorded = await this.streams.load(stream);
    return this.rowsFrom(
      stream,
      recorded.filter((event) => event.revision <= revision),
    );
  }

  private rowsFrom(stream: string, recorded: readonly (LogEvent | Fact)[]): RowsByTable | Error {
    try {
      // Facts alone, live as in a rebuild: a row that keeps them keeps the same of them.
      const facts = recorded.map((event) => upcast(lean(event as LogEvent)));
      const own = this.projections.filter(({ prefix }) => stream.startsWith(prefix));
      return Object.assign({}, ...own.map((projection) => projection.rowsOf(stream.slice(projection.prefix.length), facts))) as RowsByTable;
    } catch (error) {
      return error instanceof Error ? error : new Error('unknown');
    }
  }

  private writeInChunks(histories: ReadonlyMap<string, Fact[]>, position: string | null): void {
    const all = [...histories];
    for (let n = 0; n < all.length; n += CHUNK) {
      const rows = new Map(all.slice(n, n + CHUNK).map(([stream, facts]) => [stream, this.rowsFrom(stream, facts)] as const));
      this.model.write(rows, null, null);
    }
    this.model.write(new Map(), null, position);
    for (const stream of histories.keys()) this.note(stream);
  }

  private note(stream: string): void {
    this.changed.set(stream, ++this.changes);
  }

  private arrive(position: string | null): void {
    this.position = position;
    const ready = this.waiting.filter((each) => this.has(each.position));
    this.waiting = this.waiting.filter((each) => !ready.includes(each));
    for (const { wake } of ready) wake();
  }

  private has(position: string): boolean {
    return this.position !== null && this.store.comparePositions(this.position, position) >= 0;
  }

  private projects(stream: string): boolean {
    return this.projections.some(({ prefix }) => stream.startsWith(prefix));
  }
}

/** What rows are made of: a whole log in memory has no room for hashes and actors. */
function lean({ id, type, v, revision, effective, recordedAt, commandId, municipality, payload }: LogEvent): Fact {
  return { id, type, v, revision, effective, recordedAt, commandId, municipality, payload } as unknown as Fact;
}
