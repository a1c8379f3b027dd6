import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { createApi, listen, untilStopped } from '../../api/src/index.js';
import { Clock, settingsFrom, type Settings } from '@relet/platform';
import { announce, clockIn, DEMO_STORE, settingsOf, type Common } from './house.js';
import { importHere } from './importing.js';
import { EXIT, say } from './output.js';

/** The demo's store. It lies in the project's folder, from whatever folder the command line is used. */
const sample = () => join(dirname(findPackageJSON(import.meta.url) ?? ''), 'test/samples/history.ndjson');

/** `relet serve`: the API with the projections in one process, until it is told to stop. */
export async function serve(options: Common & { port?: string; clock?: string }): Promise<number> {
  const settings = settingsOf(options, {
    log: logOf(),
    ...(options.port && { port: Number(options.port) }),
    ...clockIn(options),
  });
  const { address, stopped } = await start(settings);
  say(`relet is served on ${address}`);
  await stopped;
  return EXIT.ok;
}

/** How much is logged: on a terminal only errors, unless RELET_LOG says otherwise. */
function logOf(): Settings['log'] {
  return settingsFrom({ RELET_LOG: 'error', ...process.env }).log;
}

async function start(settings: Settings): Promise<{ address: string; today: string; stopped: Promise<void>; stop: () => void }> {
  const api = await createApi(settings);
  const address = await listen(api, settings);
  return { address, today: api.get(Clock, { strict: false }).today(), ...untilStopped(api, announce(settings, address)) };
}

/** `relet demo`: imports the sample, starts the API and says what to try next. */
export async function demo(options: Common & { port?: string; once?: boolean }): Promise<number> {
  const store = options.store ?? DEMO_STORE;
  const settings = settingsOf({ store }, { log: logOf(), ...(options.port && { port: Number(options.port) }) });
  if (!existsSync(store)) {
    say(`Importing an invented portfolio into ${store} ...`);
    const { rows, events, faults } = await importHere({ ...settings, clock: 'manual' }, readFileSync(sample()), {
      ...{ name: 'history.ndjson', setAside: true },
    });
    say(`${rows} commands: ${events} events written, ${faults.length} refused.`);
  } else say(`Using the store ${store}; delete it to begin anew.`);
  const { address, today, stopped, stop } = await start(settings);
  say(welcome(address, today, store));
  if (options.once) stop();
  await stopped;
  return EXIT.ok;
}

function welcome(address: string, today: string, store: string): string {
  return `
relet is served on ${address}   (loopback only, demo principals, invented people; stop with Ctrl-C)
A page that says what this is: ${address}/   Every command and answer: ${address}/openapi.json

Here it is ${today}: the clock of this store is set by hand (--now, header Relet-Now), and never back.
What you record stays in ${store}, also after Ctrl-C; delete that file to begin anew.

Try next, in another terminal:
  caseworker   ./relet board --active
  analyst      ./relet vacancy --from 2026-01-01 --to 2026-06-30 --group-by building
  auditor      ./relet replay eksempel.101

The same over HTTP:
  curl -H 'Authorization: Bearer demo-administrator' '${address}/v1/board?active=true'
  curl -H 'Authorization: Bearer demo-analyst' '${address}/v1/vacancy?from=2026-01-01&to=2026-06-30&groupBy=building'
  curl -H 'Authorization: Bearer demo-auditor' '${address}/v1/units/eksempel.101/history'
`;
}
