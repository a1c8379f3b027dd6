import { Injectable } from '@nestjs/common';
import { ReadModels } from '@relet/platform';
import { homesOf, VACANCY, type PreparedHome } from './vacancy.projection.js';

/** Homes whose rows are read at once. */
const READ = 500;

/** Every home as it stands, kept prepared: only those whose rows have changed since the last question are read again. */
@Injectable()
export class Homes {
  private readonly known = new Map<string, PreparedHome>();
  private change = 0;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(private readonly readModels: ReadModels) {}

  /** All homes, and the number of the last change that they show. */
  async current(): Promise<{ homes: readonly PreparedHome[]; change: number }> {
    const read = this.reading.catch(() => undefined).then(() => this.readAgain());
    this.reading = read;
    await read;
    return { homes: [...this.known.values()], change: this.change };
  }

  private async readAgain(): Promise<void> {
    const { streams, change } = await this.readModels.changedSince(this.change);
    const changed = streams.filter((stream) => stream.startsWith(VACANCY.prefix));
    if (this.change === 0) this.keep(await homesOf(this.readModels));
    else for (let n = 0; n < changed.length; n += READ) await this.readSome(changed.slice(n, n + READ));
    this.change = change;
  }

  private async readSome(streams: readonly string[]): Promise<void> {
    const rows = await homesOf(this.readModels, streams);
    this.keep(rows);
    const there = new Set(rows.map(({ stream }) => stream));
    for (const stream of streams) if (!there.has(stream)) this.known.delete(stream);
  }

  private keep(homes: readonly PreparedHome[]): void {
    for (const home of homes) this.known.set(home.stream, home);
  }
}
