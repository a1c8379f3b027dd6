import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TrialStore, type EventStore } from '@relet/event-store';
import { Clock, EVENT_STORE, Metrics, ReadModels, Streams, Transact } from '@relet/platform';
import { ALWAYS_PAUSED, Pause } from '../../by-itself/pause.js';
import { CommandGateway } from '../../gateway.js';
import { WRITERS } from '../../writers.js';

/** What a rehearsal reads. */
export interface Stage {
  store: EventStore;
  clock: Clock;
  readModels: ReadModels;
}

@Module({})
class Rehearsal {}

/** The same handlers as those that write, on a trial of the log and with a clock of their own: what they do leaves no trace. */
export async function rehearsal({
  store,
  clock,
  readModels,
}: Stage): Promise<{ gateway: CommandGateway; clock: Clock; store: EventStore }> {
  const [trial, itsClock] = [new TrialStore(store), new Clock(clock.kind, clock.now())];
  const given = [
    { provide: EVENT_STORE, useValue: trial },
    { provide: Clock, useValue: itsClock },
    { provide: ReadModels, useValue: readModels },
    { provide: Pause, useValue: ALWAYS_PAUSED },
  ];
  const house = { module: Rehearsal, imports: [CqrsModule], providers: [...given, Metrics, Streams, Transact, ...WRITERS] };
  // It is never closed: that would close the read models, which belong to the house. It holds nothing that has to be closed.
  const context = await NestFactory.createApplicationContext(house, { logger: false, abortOnError: false });
  return { gateway: context.get(CommandGateway), clock: itsClock, store: trial };
}
