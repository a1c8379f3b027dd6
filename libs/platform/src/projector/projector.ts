import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Subscription } from 'rxjs';
import { isPlace, isReadable, type EventStore, type LivePage, type LogEvent, type StoreError } from '@relet/event-store';
import { endLost, placeTaken, placeUnknown } from '../read-models/another-log.js';
import { LeaseLost, type Checkpoint, type Engine, type Parked } from '../read-models/engine.js';
import { isStill, lastOf } from '../read-models/last-event.js';
import type { Projection, Rows } from '../read-models/projection.js';
import { READ_MODEL_ENGINE, ReadModels } from '../read-models/read-models.js';
import { RowsUnavailable } from '../rows-unavailable.js';
import { NotServing } from '../not-serving.js';
import { isPostgres, type Settings } from '../settings.js';
import { Streams } from '../streams.js';
import { spanned } from '../telemetry/spans.js';
import { EVENT_STORE, SETTINGS } from '../tokens.js';
import { takingTurns } from '../turns.js';
import { Hindrance } from './hindrance.js';
import { Rebuild, type Rebuilt, type RebuildTold } from './rebuild.js';
import { rowsOfStanding } from './rows-of-stream.js';

export const PROJECTIONS = Symbol('PROJECTIONS');

/** Events that are read and projected at once. */
const PAGE = 1_000;
/** How often a start that makes all rows anew says how far it is, in milliseconds. */
const TELL = 2_000;
/** How often the lease is renewed, or asked for where another process has it, in milliseconds: it holds for six of them. */
const LEASE_EVERY = 1_000;

/** Follows the log and keeps the rows of every projection equal to the fold of the log up to their checkpoint. */
@Injectable()
export class Projector implements OnApplicationShutdown {
  private subscription: Subscription | undefined;
  private readonly hindrance = new Hindrance();
  private readonly log = new Logger('Projector');
  /** Counts how often the log was followed anew: a page of an earlier time is given up. */
  private following = 0;
  private position: string | null = null;
  private stopped = false;
  /** Keeps the lease, or waits for it. */
  private keeping: NodeJS.Timeout | undefined;
  private asking = false;
  /** True from the moment in which the lease came to this process until it is lost. */
  private ours = false;
  /** The page that is being written, if any. */
  private writing: Promise<void> = Promise.resolve();
  /** The making anew that goes on, if any. */
  private rebuilding: Promise<Rebuilt> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly streams: Streams,
    @Inject(PROJECTIONS) private readonly projections: readonly Projection[],
    @Inject(READ_MODEL_ENGINE) private readonly engine: Engine,
    private readonly readModels: ReadModels,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    readModels.projectedBy(() => this.start());
  }

  /** Makes the rows if no other process does; else asks those that it makes, and goes on in its place once it has ended. */
  private async start(): Promise<void> {
    this.ours = await this.engine.lease();
    this.keeping = setInterval(() => void this.keep(), LEASE_EVERY).unref();
    await (this.ours ? this.follow() : this.readModels.lookOn());
  }

  /** One look at the lease. A server that cannot be asked is asked again: what is written meanwhile is refused there. */
  private async keep(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      const ours = await this.engine.lease();
      if (ours && !this.ours) await this.takeTurn();
      else if (!ours && this.ours) this.standBack();
    } catch (error) {
      if (!(error instanceof RowsUnavailable)) await this.met(error);
    } finally {
      this.asking = false;
    }
  }

  /** The process that made the rows has ended, or slept too long. */
  private async takeTurn(): Promise<void> {
    this.ours = true;
    this.readModels.lookNoMore();
    this.log.log('The read models are made by this process from now on.');
    try {
      await this.follow();
    } catch (error) {
      this.standBack();
      throw error;
    }
  }

  private standBack(): void {
    this.ours = false;
    this.unsubscribe();
    this.log.log('The read models are made by another process.');
    void this.readModels.lookOn().catch(() => undefined);
  }

  /** Catches up with the log, then follows it live. Rows of another version, and first rows of a long log, are made anew first. */
  private async follow(): Promise<void> {
    const head = await this.store.head();
    const checkpoint = await this.engine.checkpoint();
    const madeFor = await this.engine.madeFor();
    const another = madeFor === 'another store' ? undefined : await this.anotherLog(head, checkpoint);
    if (another && !this.settings.logAsItIs) throw another;
    const { position } = checkpoint;
    this.position = position;
    if (another || madeFor !== 'this version' || (position === null && (await this.isLong()))) await this.rebuild(this.telling());
    else await this.readModels.look();
    this.subscribe();
    if (head !== undefined) await this.readModels.reached(head, 60_000);
  }

  /** Whether the log has more than one page for the rows. A second version of them costs a start more than to follow one, and spares the many pages of a long log much. */
  private async isLong(): Promise<boolean> {
    const streamPrefixes = this.projections.map(({ prefix }) => prefix);
    return !(await this.store.readAll(undefined, { limit: PAGE, streamPrefixes })).end;
  }

  /** Why the log is not the one that the rows were made of; undefined as far as can be told. */
  private async anotherLog(head: string | undefined, checkpoint: Checkpoint): Promise<StoreError | undefined> {
    const { position } = checkpoint;
    if (position === null) return undefined;
    if (head === undefined || this.store.comparePositions(position, head) > 0) return endLost(head, position);
    if (!(await isPlace(this.store, position))) return placeUnknown(position);
    const isThere = await isStill(this.store, checkpoint, (stream) => this.engine.isParked(stream));
    return isThere ? undefined : placeTaken(position);
  }

  private subscribe(): void {
    const following = ++this.following;
    this.subscription = this.store.subscribeAll(this.position ?? undefined, { pageSize: PAGE }).subscribe({
      next: (page) => void this.take(page, following),
      error: (error: unknown) => void this.met(error).then(() => this.resume(following)),
    });
  }

  /** Follows the log again, unless it has become another one: a running server is told nothing when an older copy is put in its place. */
  private async resume(following: number): Promise<void> {
    while (following === this.following) {
      try {
        const another = await this.anotherLog(await this.store.head(), await this.engine.checkpoint());
        this.readModels.another = another;
        if (another) await this.met(another);
        else {
          this.goesOn();
          return this.subscribe();
        }
      } catch (error) {
        await this.met(error);
      }
    }
  }

  private unsubscribe(): void {
    this.following += 1;
    this.subscription?.unsubscribe();
    this.subscription = undefined;
  }

  /**
   * Makes all rows anew beside those that are read, which go on meanwhile; says in what they differ, and has the new ones read from then
   * on. Reports the events read so far. Whoever asks meanwhile gets the same new rows.
   */
  rebuild(progress: (events: number) => void = () => undefined): Promise<Rebuilt> {
    this.rebuilding ??= this.rebuildOnce(progress).finally(() => (this.rebuilding = undefined));
    return this.rebuilding;
  }

  /** Makes all rows anew, and tells of them what is to be said. */
  async rebuildAndTell(progress?: (events: number) => void): Promise<RebuildTold> {
    const { events, streams, differs } = await this.rebuild(progress);
    return { events, streams, checksum: await this.readModels.checksum(), ...(differs && { differs }) };
  }

  private async rebuildOnce(progress: (events: number) => void): Promise<Rebuilt> {
    this.mustBeOurs();
    this.readModels.rebuilding = true;
    const followed = this.subscription !== undefined;
    let rebuild: Rebuild | undefined;
    try {
      rebuild = await Rebuild.begin(this.engine, this.store, this.projections, folderFor(this.settings));
      await rebuild.read(progress);
      await rebuild.write();
      const { another } = this.readModels;
      if (another) this.unsubscribe();
      else if (followed) await this.meet(rebuild);
      const rebuilt = await rebuild.takeOver(await this.engine.checkpoint());
      this.position = rebuilt.position;
      if (another) this.takeAsItIs();
      await this.readModels.look();
      return rebuilt;
    } finally {
      rebuild?.end();
      this.readModels.rebuilding = false;
      if (followed && !this.subscription && !this.stopped) this.subscribe();
    }
  }

  /** The log is that of the rows again: they were made of it. */
  private takeAsItIs(): void {
    this.streams.forgetAll();
    this.readModels.another = undefined;
    this.goesOn();
  }

  /** Lets the rows that are read and the new ones come to the same event; from then on those that are read stand still. */
  private async meet(rebuild: Rebuild): Promise<void> {
    await rebuild.catchUp(this.position);
    // Rows that are kept from going on are not waited for: the new ones may be their mend.
    if (rebuild.at !== null) await this.readModels.reached(rebuild.at).catch(() => undefined);
    this.unsubscribe();
    await this.writing;
    await rebuild.catchUp(this.position);
  }

  private telling(): (events: number) => void {
    let told = performance.now();
    this.log.log('The read models are made anew from the log.');
    return (events) => {
      if (performance.now() - told < TELL) return;
      told = performance.now();
      this.log.log(`${events} events have been read.`);
    };
  }

  /** Reads parked streams again; answers what still is. */
  async repair(): Promise<Parked[]> {
    this.mustBeOurs();
    const parked = await this.engine.parked();
    for (const { stream } of parked) this.streams.forget(stream);
    const rows = await Promise.all(parked.map(async ({ stream }) => [stream, await this.rowsNow(stream)] as const));
    await this.engine.write(new Map(rows), this.position, this.position);
    await this.readModels.look();
    return this.engine.parked();
  }

  private mustBeOurs(): void {
    if (!this.ours) throw new NotServing({ projector: { fault: 'elsewhere' } });
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearInterval(this.keeping);
    this.unsubscribe();
  }

  /** A page is tried until it is written: a disk that was full heals without a restart, and nothing is passed over meanwhile. */
  private async take(page: LivePage, following: number): Promise<void> {
    while (following === this.following) {
      try {
        await this.project(page, following);
        this.goesOn();
        page.done();
        return;
      } catch (error) {
        if (following !== this.following) return;
        // Another process has written: what was known of the rows no longer holds.
        if (error instanceof LeaseLost) return this.standBack();
        await this.met(error);
      }
    }
  }

  private goesOn(): void {
    this.hindrance.gone();
    this.readModels.hindered = undefined;
  }

  private met(error: unknown): Promise<void> {
    const again = this.hindrance.met(error);
    this.readModels.hindered = this.hindrance.error;
    return again;
  }

  private async project(
    { events, next = null }: { events: readonly LogEvent[]; next?: string | null | undefined },
    following: number,
  ): Promise<void> {
    // A page that comes again, or one from before the checkpoint, must not turn rows back to what they were.
    if (next === null || this.hasReached(next)) return;
    this.streams.add(events);
    // What is kept of a history that cannot be read any more is no longer decided on.
    for (const event of events) if (!isReadable(event)) this.streams.forget(event.stream);
    const touched = new Map<string, number>();
    for (const { stream, revision } of events) {
      if (!this.projects(stream)) continue;
      const before = touched.get(stream) ?? 0;
      // Behind those before: changes are told in the order of the last one.
      touched.delete(stream);
      touched.set(stream, Math.max(revision, before));
    }
    const rows = new Map<string, Rows | Error>();
    // A page never runs ahead of its checkpoint: later events of its streams are left out.
    const turn = takingTurns();
    for (const [stream, last] of touched) {
      await turn();
      rows.set(stream, await this.rowsUpTo(stream, last));
    }
    if (following !== this.following) return;
    const write = () => this.engine.write(rows, this.position, next, lastOf(events));
    const written = spanned('projection', { 'relet.events': events.length, 'relet.streams': rows.size }, write).then(
      () => void (this.position = next),
    );
    this.writing = written.catch(() => undefined);
    await written;
    await this.readModels.look();
  }

  /** What the page has brought is kept, and need not be read again. */
  private rowsUpTo(stream: string, last: number): Promise<Rows | Error> {
    const how = { load: () => this.streams.upTo(stream, last), isKnown: ({ revision }: LogEvent) => revision <= last };
    return rowsOfStanding(this.projections, this.streams, stream, how);
  }

  private rowsNow(stream: string): Promise<Rows | Error> {
    const how = { load: () => this.streams.load(stream), isKnown: (event: LogEvent) => this.has(event) };
    return rowsOfStanding(this.projections, this.streams, stream, how);
  }

  private has({ position }: LogEvent): boolean {
    return this.hasReached(position);
  }

  private hasReached(position: string): boolean {
    return this.position !== null && this.store.comparePositions(this.position, position) >= 0;
  }

  private projects(stream: string): boolean {
    return this.projections.some(({ prefix }) => stream.startsWith(prefix));
  }
}

/** Where the log lies as text while rows are made anew: beside the rows in a file, for the temporary folder may be in memory. */
const folderFor = ({ readModel }: Settings) => (readModel === ':memory:' || isPostgres(readModel) ? tmpdir() : dirname(readModel));
