import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Log, settingsFrom, type Settings } from '@relet/platform';

/** Runs an application that serves nobody, until the process is told to stop. */
export async function startAlone(name: string, moduleOf: (settings: Settings) => Promise<DynamicModule>): Promise<void> {
  try {
    const settings = settingsFrom(process.env, { readOnly: name === 'projector' });
    const house = await NestFactory.createApplicationContext(await moduleOf(settings), {
      logger: new Log(settings.log),
      abortOnError: false,
    });
    house.enableShutdownHooks();
    process.stderr.write(`relet's ${name} runs\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'relet could not start.'}\n`);
    process.exitCode = 1;
  }
}
