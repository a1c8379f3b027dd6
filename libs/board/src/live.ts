import { Inject, Injectable } from '@nestjs/common';
import { unitUnknown } from '@relet/domain';
import type { EventStore, LogEvent } from '@relet/event-store';
import {
  EVENT_STORE,
  EventStreams,
  isPosition,
  Malformed,
  sees,
  seesStream,
  Streams,
  type EventStream,
  type Principal,
  type StreamReply,
  type Visible,
  idIn,
  prefixOf,
  streamOf,
} from '@relet/platform';
import type { Card } from './board.answers.js';
import { homeOn } from './board.projection.js';
import { cardOf } from './card.js';
import type { HereEvent, HomeEvent, UnitEvent } from './live.answers.js';
import { BoardReader } from './reader.js';
import { citizensOf, Shown } from './shown.js';

/** Events looked through for a client that comes back; one that was away for longer reads the board anew. */
const CATCH_UP = 5_000;

/** The board as it changes: what a client is told can be read at once. */
@Injectable()
export class Live {
  constructor(
    private readonly reader: BoardReader,
    private readonly streams: Streams,
    private readonly clients: EventStreams,
    private readonly shown: Shown,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Sends the newest card of every home that changes; after `since`, first of those that have changed meanwhile. */
  board(reply: StreamReply, principal: Principal, since: string | undefined): void {
    const client = this.follow(reply, (news) => this.cards(client, principal, unitsIn(news), news.position));
    const here = this.reader.readModels.position;
    client.then(async () => {
      const missed = since === undefined ? [] : await this.changedSince(since, here);
      if (missed === undefined) client.send('reset', { position: here } satisfies HereEvent, here ?? undefined);
      else {
        if (since === undefined) client.send('here', { position: here } satisfies HereEvent, here ?? undefined);
        await this.cards(client, principal, missed, here);
      }
    });
  }

  /** Sends every event of one home, with the card as it is then. Refuses UNIT_UNKNOWN, also for a home out of sight. */
  async home(reply: StreamReply, principal: Principal, unit: string, since: string | undefined): Promise<void> {
    await this.mustBeInSight(unit, principal);
    let last = since;
    const send = async () => {
      const recorded = await this.streams.load(streamOf('unit', unit));
      const after = last;
      const news = after === undefined ? recorded : recorded.filter(({ position }) => this.store.comparePositions(position, after) > 0);
      const card = news.length ? await this.card(unit, principal) : undefined;
      const initials = await this.shown.on(card ? [card] : [], principal);
      for (const event of news) client.send('event', { unit, ...told(event), card, ...initials } satisfies UnitEvent, event.position);
      last = news.at(-1)?.position ?? last;
    };
    const client = this.follow(reply, async ({ streams }) => {
      if (streams.includes(streamOf('unit', unit))) await send();
    });
    client.then(async () => {
      const head = await this.store.head();
      const isOfThisLog = since !== undefined && head !== undefined && this.store.comparePositions(since, head) <= 0;
      // A client that comes for the first time, or with the position of another log, has read the home: it is told only what follows.
      if (!isOfThisLog) last = (await this.streams.load(streamOf('unit', unit))).at(-1)?.position;
      client.send('here', { position: last ?? null } satisfies HereEvent, last);
      await send();
    });
  }

  private follow(reply: StreamReply, act: (news: Visible) => Promise<void>): EventStream {
    const client = this.clients.open(reply, () => subscription.unsubscribe());
    const subscription = this.reader.readModels.visible.subscribe((news) => client.then(() => act(news)));
    return client;
  }

  /** Only the last card of a page moves the id on: who is cut in the middle gets the page again. */
  private async cards(client: EventStream, principal: Principal, units: readonly string[], position: string | null): Promise<void> {
    const cards = await Promise.all(units.map((unit) => this.card(unit, principal)));
    const seen = cards.filter((card) => card !== undefined);
    // One entry in the access log for all that is told at once.
    const { initials = [] } = await this.shown.on(seen, principal);
    seen.forEach((card, n) => {
      const named = citizensOf([card]);
      const own = initials.filter(({ citizen }) => named.includes(citizen));
      const told: HomeEvent = { position, card, ...(own.length && { initials: own }) };
      client.send('home', told, n === seen.length - 1 ? (position ?? undefined) : undefined);
    });
  }

  private async card(unit: string, principal: Principal): Promise<Card | undefined> {
    const today = this.reader.clock.today();
    const row = await homeOn(this.reader.readModels, unit, today);
    if (!row || !sees(principal, row.municipality)) return undefined;
    return cardOf(row, today, (await this.reader.policies([row.municipality]))(row.municipality));
  }

  private async mustBeInSight(unit: string, principal: Principal): Promise<void> {
    const { readModels, clock } = this.reader;
    if (seesStream(principal, streamOf('unit', unit))) await readModels.mustNotBeParked(streamOf('unit', unit));
    const row = await homeOn(readModels, unit, clock.today());
    if (!row || !sees(principal, row.municipality)) unitUnknown();
  }

  /** Homes with events after a position; undefined when that is too long ago, or of another log. */
  private async changedSince(since: string, here: string | null): Promise<string[] | undefined> {
    if (here === null || this.store.comparePositions(since, here) > 0) return undefined;
    const { events, end } = await this.store.readAll(since, { limit: CATCH_UP, streamPrefixes: [prefixOf('unit')] });
    return end ? unitsIn({ streams: [...new Set(events.map(({ stream }) => stream))], position: here }) : undefined;
  }
}

const unitsIn = ({ streams }: Visible) => streams.flatMap((stream) => idIn('unit', stream) ?? []);

const told = ({ id, type, revision, effective, recordedAt, position }: LogEvent) => ({
  id,
  type,
  revision,
  effective,
  recordedAt,
  position,
});

/** Last-Event-ID as a position. Throws Malformed. */
export function positionOf(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  if (!isPosition(header)) throw new Malformed([{ pointer: '', fault: 'LAST_EVENT_ID' }]);
  return header;
}
