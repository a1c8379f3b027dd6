import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@relet/event-store';
import { sees, seesStream, type Principal } from './access/index.js';
import { idIn } from './stream-names.js';
import { EVENT_STORE } from './tokens.js';

/** How long is waited for a store that may be away, in milliseconds. */
const PATIENCE = 900;

/** Which of some histories somebody may hear of: those that cannot be read, or that were altered. A citizen's name does not tell the municipality; the first event does. */
@Injectable()
export class StreamsInSight {
  private readonly ofCitizens = new Map<string, string>();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** Those in sight, in their order. */
  async of(principal: Principal, streams: Iterable<string>): Promise<string[]> {
    const all = [...streams];
    const seen = await Promise.all(all.map((stream) => this.isSeen(principal, stream)));
    return all.filter((_, n) => seen[n]);
  }

  private async isSeen(principal: Principal, stream: string): Promise<boolean> {
    if (idIn('citizen', stream) === undefined || seesStream(principal, stream)) return seesStream(principal, stream);
    const municipality = this.ofCitizens.get(stream) ?? (await this.municipalityOf(stream));
    return municipality !== undefined && sees(principal, municipality);
  }

  /** Undefined where that cannot be read: then only who sees the whole store hears of it. */
  private async municipalityOf(stream: string): Promise<string | undefined> {
    const [first] = await this.store.readStream(stream, { to: 0, patience: PATIENCE }).catch(() => []);
    if (first) this.ofCitizens.set(stream, first.municipality);
    return first?.municipality;
  }
}
