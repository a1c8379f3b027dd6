import { Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CITIZEN, endingsOf, Refusal, removalOf, UNIT, type Ending, type Removal } from '@relet/domain';
import { uuidV5 } from '@relet/event-store';
import { Clock, commandHashOf, problemOf, ReadModels, Streams, SYSTEM, streamOf } from '@relet/platform';
import type { Language } from '@relet/words';
import { GiveToHome, type HomeOrder } from '../give.js';
import type { RemovalsRun } from './deadlines.answers.js';
import { leftOpen, type Pair } from './due-or-unfinished.projection.js';
import { FollowedRemovals } from './followed-removals.js';
import { Pause } from './pause.js';

/** Namespace of the ids of commands that follow from a removal. */
const REMOVALS = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5e';

/**
 * Who leaves the list leaves the offers (docs/law.md 7.3): pending offers are withdrawn, a reservation is released, and after a death or a move away the
 * acceptance is cancelled. Each by a command whose id follows from the removal, so that it happens once, and what people retract stays retracted.
 */
@Injectable()
export class Leavers {
  private readonly log = new Logger('Leavers');

  constructor(
    private readonly readModels: ReadModels,
    private readonly streams: Streams,
    private readonly clock: Clock,
    private readonly followed: FollowedRemovals,
    private readonly pause: Pause,
    private readonly bus: CommandBus,
  ) {}

  /** Ends what removals have left open: of those that are followed, or of all, as `relet repair --removals` orders. */
  async end(which: 'followed' | 'all' = 'followed', language?: Language, goesOn = () => true): Promise<RemovalsRun> {
    const isFollowed = await this.followed.asked();
    const open = (await leftOpen(this.readModels)).filter(({ toldBy }) => which === 'all' || isFollowed(toldBy));
    const run: RemovalsRun = { ended: [], refused: [] };
    for (const pair of open) if (goesOn()) await this.endIn(pair, run, language);
    return run;
  }

  /** At once after a command on a citizen. What cannot be done now is left to the next round: the removal itself is never refused for it. */
  async follow(citizen: string, position: string | null): Promise<void> {
    if (this.clock.kind === 'manual' || this.readModels.rebuilding || position === null) return;
    try {
      if (await this.pause.paused()) return;
      await this.readModels.reached(position);
      const isFollowed = await this.followed.asked();
      const open = (await leftOpen(this.readModels)).filter((pair) => pair.citizen === citizen && isFollowed(pair.toldBy));
      for (const pair of open) await this.endIn(pair, { ended: [], refused: [] });
    } catch (error) {
      this.log.warn(`What a removal ends waits: ${problemOf(error).code}`);
    }
  }

  /** What removals that are not followed have left open: nothing ends it until people order it. */
  async notFollowed(): Promise<string[]> {
    const isFollowed = await this.followed.asked();
    const open = (await leftOpen(this.readModels)).filter(({ toldBy }) => !isFollowed(toldBy));
    const found = await Promise.all(
      open.map(async (pair) => (await this.waitingIn(pair)).map(({ ending }) => `${ending.name} ${pair.unit}`)),
    );
    return found.flat();
  }

  private async endIn(pair: Pair, { ended, refused }: RemovalsRun, language?: Language): Promise<void> {
    const { unit } = pair;
    for (const { removal, ending } of await this.waitingIn(pair)) {
      const told = { unit, command: ending.name, offer: ending.name === 'ReleaseReservation' ? null : ending.about };
      try {
        const [receipt] = await this.bus.execute(new GiveToHome(unit, [this.order(removal, unit, ending)]));
        for (const { effective } of receipt?.events ?? []) ended.push({ ...told, effective });
      } catch (error) {
        const { code, detail } = problemOf(error, language);
        if (!(error instanceof Refusal) && code !== 'HISTORY_UNREADABLE') throw error;
        this.log.warn(`${ending.name} of ${unit} follows from a removal and is refused: ${code}`);
        refused.push({ ...told, code, detail });
      }
    }
  }

  /** What the streams themselves say: a row only says where to look. One that cannot be read keeps no other home waiting, and is told of as parked. */
  private async waitingIn({ citizen, unit }: Pair): Promise<{ removal: Removal; ending: Ending }[]> {
    try {
      const removal = removalOf(citizen, await this.streams.standing(CITIZEN, streamOf('citizen', citizen)));
      if (!removal) return [];
      const home = await this.streams.standing(UNIT, streamOf('unit', unit));
      const written = new Set(home.recorded.map(({ commandId }) => commandId));
      const endings = endingsOf(home, removal, this.clock.today());
      return endings.filter((ending) => !written.has(commandIdOf(removal, unit, ending))).map((ending) => ({ removal, ending }));
    } catch (error) {
      if (problemOf(error).code !== 'HISTORY_UNREADABLE') throw error;
      return [];
    }
  }

  /** Its day follows from the home, so it is no part of the hash, and is found anew each time it is decided. */
  private order(removal: Removal, unit: string, ending: Ending): HomeOrder {
    const { effective: _, ...fields } = ending.command;
    return {
      ...ending,
      principal: SYSTEM,
      commandId: commandIdOf(removal, unit, ending),
      commandHash: commandHashOf(ending.name, unit, fields),
      causedBy: removal.commandId,
      anew: (home) =>
        endingsOf(home, removal, this.clock.today()).find(({ name, about }) => name === ending.name && about === ending.about)?.command,
    };
  }
}

function commandIdOf({ eventId }: Removal, unit: string, { about, name }: Ending): string {
  return uuidV5(REMOVALS, `${eventId}/${unit}/${about}/${name}`);
}
