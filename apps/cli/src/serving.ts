import { NestFactory } from '@nestjs/core';
import { createApi, listen, traced, untilStopped, watched } from '../../api/src/index.js';
import { ProjectorModule } from '../../projector/src/projector.module.js';
import { WorkerModule } from '../../worker/src/worker.module.js';
import { shownStore } from '@relet/event-store';
import { actsAsDemo, BadSetting, Clock, Log, mustFitRole, ROLES, settingsFrom, type Role, type Settings } from '@relet/platform';
import { announce, clockIn, settingsOf, unlessRefused, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, putJson, say } from './output.js';
import { UsageError } from './usage.js';
import { WORDS } from '@relet/words';

/** `relet serve`: the API with the projections in one process, or one of its roles alone, until it is told to stop. */
export async function serve(options: Common & { role?: string; port?: string; clock?: string }): Promise<number> {
  const settings = settingsOf(options, {
    log: logOf(),
    ...portIn(options),
    ...clockIn(options),
    role: roleIn(options),
  });
  mustFitRole(settings);
  if (settings.role === 'projector' || settings.role === 'worker') return alone(settings, settings.role, options);
  const { address, demo, stopped } = await unlessRefused(settings, () => start(settings));
  if (options.json) putJson({ address, store: shownStore(settings.store) });
  const { done } = WORDS[languageOf(options)].commandLine;
  if (demo) say(done.demoPrincipals);
  say(done.served(address));
  await stopped;
  return EXIT.ok;
}

/** How much is logged: on a terminal only errors, unless RELET_LOG says otherwise. */
export function logOf(): Settings['log'] {
  return settingsFrom({ RELET_LOG: 'error', ...process.env }).log;
}

interface Started {
  /** Where the command line reaches it. */
  address: string;
  today: string;
  /** Demo principals act here. */
  demo: boolean;
  stopped: Promise<void>;
  stop: () => void;
}

/** Serves a store, and writes down where. */
export async function start(settings: Settings): Promise<Started> {
  const api = await createApi(settings);
  const listening = await listen(api, settings);
  const address = settings.publicUrl ?? listening;
  const clock = api.get(Clock, { strict: false });
  return {
    address,
    today: clock.today(),
    demo: actsAsDemo(settings, clock.kind),
    ...untilStopped(api, announce(settings, address, listening)),
  };
}

/** Runs a role that serves nobody. */
async function alone(settings: Settings, role: 'projector' | 'worker', options: Common): Promise<number> {
  const module = role === 'projector' ? ProjectorModule : WorkerModule;
  const house = await NestFactory.createApplicationContext(await module.with(settings), {
    ...{ logger: new Log(settings.log), abortOnError: false },
  });
  try {
    await traced(house, settings);
    await watched(house, settings);
  } catch (error) {
    await house.close();
    throw error;
  }
  const { stopped } = untilStopped(house);
  if (options.json) putJson({ role, store: shownStore(settings.store) });
  say(WORDS[languageOf(options)].commandLine.done.runs(role));
  // Nothing else keeps a process going that waits for others.
  const alive = setInterval(() => undefined, 60_000);
  await stopped;
  clearInterval(alive);
  return EXIT.ok;
}

function roleIn({ role = 'all' }: { role?: string }): Role {
  if (!ROLES.includes(role as Role)) throw new BadSetting('--role', 'ONE_OF', ROLES.join(', '));
  return role as Role;
}

/** The port that a command line asks for. */
export function portIn({ port }: { port?: string }): Partial<Settings> {
  if (port === undefined) return {};
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new UsageError((usage) => usage.portNeeded());
  return { port: Number(port) };
}
