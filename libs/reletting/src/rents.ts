import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { rentsOf, type CommandName, type History, type Home, type HomeRents, type Looking } from '@relet/domain';
import type { EventStore } from '@relet/event-store';
import { EVENT_STORE, ReadModels } from '@relet/platform';
import { RENTS, rentsIn } from './rents.projection.js';

/** What homes cost, by the name of their stream, as it was recorded at one moment. */
export type RentsThen = ReadonlyMap<string, HomeRents>;

/** Commands after which a rent may have to be looked at. */
export const MAY_SET_RENT: ReadonlySet<string> = new Set<CommandName>(['RegisterUnit', 'SetRent', 'CorrectEvent']);

/** Homes whose rows are read at once. */
const READ = 500;
/** How long a command waits for rows that are behind, in milliseconds: a warning keeps nobody from working. */
const PATIENCE = 500;

/** What every home costs, kept: only those whose rows have changed since the last question are read again. */
@Injectable()
export class Rents implements OnApplicationShutdown {
  private known: RentsThen | undefined;
  /** Homes whose rows have changed since they were read. */
  private changed = new Set<string>();
  private reading: Promise<unknown> = Promise.resolve();
  private listening: Subscription | undefined;

  constructor(
    private readonly readModels: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  onApplicationShutdown(): void {
    this.listening?.unsubscribe();
  }

  /** The last event that is acknowledged now. */
  head(): Promise<string | undefined> {
    return this.store.head();
  }

  /** What homes cost by all that is acknowledged now; undefined when nobody can say, for a warning refuses nothing. */
  async now(): Promise<RentsThen | undefined> {
    return this.head()
      .then((head) => this.upTo(head))
      .catch(() => undefined);
  }

  /** What homes cost, with everything up to a position at least. Throws NotYetVisible while the rows are far behind it. */
  async upTo(head: string | undefined): Promise<RentsThen> {
    if (head !== undefined) await this.readModels.reached(head, PATIENCE);
    const read = this.reading.catch(() => undefined).then(() => this.readAgain());
    this.reading = read;
    return read;
  }

  /** From the first question on it is listened for what changes: a trial of a file asks none. */
  private listen(): Subscription {
    return this.readModels.visible.subscribe(({ streams }) => {
      for (const stream of streams) if (stream.startsWith(RENTS.prefix)) this.changed.add(stream);
    });
  }

  private async readAgain(): Promise<RentsThen> {
    this.listening ??= this.listen();
    const changed = [...this.changed];
    if (this.known && !changed.length) return this.known;
    this.changed = new Set();
    try {
      this.known = this.known ? await this.withChanged(this.known, changed) : await rentsIn(this.readModels);
    } catch (error) {
      this.known = undefined;
      throw error;
    }
    return this.known;
  }

  private async withChanged(before: RentsThen, changed: readonly string[]): Promise<RentsThen> {
    const known = new Map(before);
    for (const stream of changed) known.delete(stream);
    for (let n = 0; n < changed.length; n += READ)
      for (const [stream, rents] of await rentsIn(this.readModels, changed.slice(n, n + READ))) known.set(stream, rents);
    return known;
  }
}

/** Rents to compare with, of homes of a municipality and kind; of the home itself those of its history, when it is given. */
export function besides(rents: RentsThen, home?: { stream: string; before: History<Home> }): NonNullable<Looking['rents']> {
  const own = home && rentsOf(home.before.live);
  return (municipality, kind) => {
    const isAlike = (each: HomeRents) => each.kind === kind && each.municipality === municipality;
    const alike = own && isAlike(own) ? [own] : [];
    for (const [stream, each] of rents) if (isAlike(each) && stream !== home?.stream) alike.push(each);
    return alike;
  };
}
