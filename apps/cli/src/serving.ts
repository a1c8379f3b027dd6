import { createApi, listen, untilStopped } from '../../api/src/index.js';
import { shownStore } from '@relet/event-store';
import { actsAsDemo, Clock, settingsFrom, type Settings } from '@relet/platform';
import { announce, clockIn, settingsOf, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, putJson, say } from './output.js';
import { UsageError } from './usage.js';
import { WORDS } from '@relet/words';

/** `relet serve`: the API with the projections in one process, until it is told to stop. */
export async function serve(options: Common & { port?: string; clock?: string }): Promise<number> {
  const settings = settingsOf(options, {
    log: logOf(),
    ...portIn(options),
    ...clockIn(options),
  });
  const { address, demo, stopped } = await start(settings);
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

/** The port that a command line asks for. */
export function portIn({ port }: { port?: string }): Partial<Settings> {
  if (port === undefined) return {};
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new UsageError((usage) => usage.portNeeded());
  return { port: Number(port) };
}
