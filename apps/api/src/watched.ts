import { Module, type INestApplicationContext, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { BadSetting, ProblemFilter, type Settings } from '@relet/platform';
import { Draining } from './draining.js';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';

/** What a process has that can be watched. */
export const WATCHED: ModuleMetadata = { providers: [Draining, Health] };

/** What programs that watch a process may ask, and nothing else. */
@Module({})
class WatchedModule {}

/**
 * Answers `/livez`, `/readyz` and `/metrics` on an address of their own, where RELET_WATCH names one: to programs on other machines, and for roles that
 * serve nobody. They tell of the process and of no home, until the process has stopped. Throws BadSetting.
 */
export async function watched(house: INestApplicationContext, { watch }: Pick<Settings, 'watch'>): Promise<void> {
  if (!watch) return;
  const providers = [
    { provide: Health, useValue: house.get(Health, { strict: false }) },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ];
  const door = await NestFactory.create({ module: WatchedModule, controllers: [HealthController], providers }, new FastifyAdapter(), {
    ...{ logger: false, abortOnError: false, bodyParser: false, forceCloseConnections: true },
  });
  await door.listen(watch.port, watch.host).catch(async (error: NodeJS.ErrnoException) => {
    await door.close();
    throw error.code === 'EADDRINUSE' ? new BadSetting('RELET_WATCH', 'PORT_TAKEN', String(watch.port)) : error;
  });
  house.get(Draining, { strict: false }).lastly(() => door.close());
}
