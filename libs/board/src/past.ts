import { Inject, Injectable } from '@nestjs/common';
import {
  asOf,
  copenhagenDate,
  foldHistory,
  knownAt,
  liveFacts,
  municipalityOf,
  unitOn,
  upcast,
  type CitizenOffer,
  type Fact,
} from '@relet/domain';
import type { EventStore } from '@relet/event-store';
import { EVENT_STORE, HistoryUnreadable, idIn, ReadModels, streamOf, type Times } from '@relet/platform';
import { homesOn, rowOf, type BoardRow, type Sight } from './board.projection.js';
import { offersOfHomes } from './waiting.projection.js';

/** A home that was registered, as far as filters ask. */
type Registered = Pick<BoardRow, 'municipality' | 'building' | 'kind'>;

/** All homes of a sight as they stood at a point in both times. */
export interface Then {
  /** Those that stood, or were planned, on that day; ordered by home. */
  homes: readonly BoardRow[];
  offers: readonly CitizenOffer[];
  /** Those that were registered as it was known then, whatever the day. */
  registered: readonly Registered[];
  /** Homes that could not be read as they were known. */
  parked: readonly string[];
}

/** What one home adds to it. */
interface Part extends Registered {
  row?: BoardRow;
  offers: readonly CitizenOffer[];
}

/** Homes whose events are read at once. */
const LANES = 16;

/**
 * Homes on another day, or as they were known. A home of which nothing was recorded since is the same as its row; every other one is folded
 * anew from the log, from what was known of it and true by that day.
 */
@Injectable()
export class Past {
  constructor(
    private readonly readModels: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The homes in sight. */
  async at(times: Times, municipalities: Sight): Promise<Then> {
    const rows = await homesOn(this.readModels, times.asOf, { municipalities });
    const same = new Map(rows.filter((row) => isSame(row, times)).map((row) => [row.unit, row]));
    const offers = await offersOfHomes(this.readModels);
    const units = await this.units(municipalities);
    const parts: Part[] = [];
    const parked: string[] = [];
    for (let n = 0; n < units.length; n += LANES) {
      const some = units.slice(n, n + LANES).map(async (unit) => {
        const row = same.get(unit);
        const part = row ? { ...row, row, offers: offers.get(unit) ?? [] } : await this.folded(unit, times);
        if (part === 'unreadable') parked.push(streamOf('unit', unit));
        else if (part) parts.push(part);
      });
      await Promise.all(some);
    }
    const homes = parts.flatMap(({ row }) => row ?? []).sort((a, b) => (a.unit < b.unit ? -1 : 1));
    return { homes, offers: parts.flatMap((part) => part.offers), registered: parts, parked: parked.sort() };
  }

  /** One home; undefined when it did not stand then. Throws HistoryUnreadable. */
  async home(unit: string, times: Times): Promise<BoardRow | undefined> {
    const part = await this.folded(unit, times);
    if (part === 'unreadable') throw new HistoryUnreadable();
    return part?.row;
  }

  /** Every home that the log tells of, also one whose registration was retracted since. */
  private async units(municipalities: Sight): Promise<string[]> {
    const { streams } = await this.readModels.changedSince(0);
    const units = streams.flatMap((stream) => idIn('unit', stream) ?? []);
    return municipalities ? units.filter((unit) => municipalities.has(municipalityOf(unit))) : units;
  }

  /** A home from its events; undefined when it was not registered. An event of later is not even read: it cannot spoil what was known. */
  private async folded(unit: string, { asOf: day, knownAt: K }: Times): Promise<Part | 'unreadable' | undefined> {
    const events = await this.store.readStream(streamOf('unit', unit));
    const known = K === null ? events : knownAt(events, K);
    try {
      const live = liveFacts(known.map(upcast));
      const home = unitOn(live, day);
      if (!home.registered) return undefined;
      const history = foldHistory(unit, asOf(live, day));
      const offers = (history?.offers ?? []).map((offer): CitizenOffer => ({
        ...offer,
        unitId: unit,
        kind: home.registered?.kind ?? 'care_home',
      }));
      const row = rowOf(unit, home, history, known.at(-1)?.recordedAt ?? '');
      const { municipality, building, kind } = row;
      return { municipality, building, kind, offers, ...(isThere(live, day) && { row }) };
    } catch {
      return 'unreadable';
    }
  }
}

/** Nothing was recorded of the home after that day, or after it was known: what became true later has rows of its own. */
function isSame({ lastRecordedAt }: BoardRow, { asOf: day, knownAt: K }: Times): boolean {
  return copenhagenDate(lastRecordedAt) <= day && (K === null || lastRecordedAt <= K);
}

/** A home stands from the day that it is commissioned on; before that it is planned from the day on which it was registered. */
function isThere(live: readonly Fact[], day: string): boolean {
  const registration = live.find(({ type }) => type === 'UnitRegistered');
  return registration !== undefined && (registration.effective <= day || copenhagenDate(registration.recordedAt) <= day);
}
