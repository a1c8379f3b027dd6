import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { createApi, listen, untilStopped } from '../../api/src/index.js';
import { shownStore } from '@relet/event-store';
import { actsAsDemo, Clock, settingsFrom, type Settings } from '@relet/platform';
import { demoProvider } from './demo/identity-provider.js';
import { makeMasterKey } from '@relet/persons';
import { announce, clockIn, DEMO_STORE, settingsOf, type Common } from './house.js';
import { importHere } from './importing.js';
import { languageOf } from './language.js';
import { EXIT, putJson, say } from './output.js';
import { UsageError } from './usage.js';
import { WORDS, type Language } from '@relet/words';

/** The demo's store. It lies in the project's folder, from whatever folder the command line is used. */
const sample = () => join(dirname(findPackageJSON(import.meta.url) ?? ''), 'test/samples/history.ndjson');

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
function logOf(): Settings['log'] {
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

async function start(settings: Settings): Promise<Started> {
  const api = await createApi(settings);
  const listening = await listen(api, settings);
  const address = settings.publicUrl ?? listening;
  const clock = api.get(Clock, { strict: false });
  return { address, today: clock.today(), demo: actsAsDemo(settings, clock.kind), ...untilStopped(api, announce(settings, address)) };
}

/** `relet demo`: imports the sample, starts the API and says what to try next. */
export async function demo(options: Common & { port?: string; once?: boolean }): Promise<number> {
  const store = options.store ?? DEMO_STORE;
  const language = languageOf(options);
  const { demo: words } = WORDS[language].commandLine;
  const settings = settingsOf({ store }, { log: logOf(), ...portIn(options) });
  // The demo never touches the store that real work is in.
  const { RELET_STORE: other } = process.env;
  if (options.store === undefined && other !== undefined) say(words.ownStore(other, store));
  if (!existsSync(store)) {
    say(words.importing(store));
    const { rows, events, faults } = await importHere({ ...settings, clock: 'manual' }, readFileSync(sample()), {
      ...{ name: 'history.ndjson', setAside: true },
    });
    say(words.imported(rows, events, faults.length));
  } else say(words.using(store));
  if (!existsSync(settings.persons.masterKey)) makeMasterKey(settings.persons.masterKey);
  const provider = await demoProvider();
  try {
    const { address, today, stopped, stop } = await start({ ...settings, demo: true, oidc: provider.settingsFile });
    await provider.leadBackTo(address);
    if (options.json) putJson({ address, today, store });
    say(welcome(address, today, store, language));
    if (options.once) stop();
    await stopped;
  } finally {
    provider.stop();
  }
  return EXIT.ok;
}

/** The port that a command line asks for. */
function portIn({ port }: { port?: string }): Partial<Settings> {
  if (port === undefined) return {};
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new UsageError((usage) => usage.portNeeded());
  return { port: Number(port) };
}

function welcome(address: string, today: string, store: string, language: Language): string {
  const { demo } = WORDS[language].commandLine;
  return `${demo.welcome(address, WORDS[language].date(today), store)}
  ${demo.users.caseworker.padEnd(14)} ./relet board --active
  ${demo.users.analyst.padEnd(14)} ./relet vacancy --from 2026-01-01 --to 2026-06-30 --group-by building
  ${demo.users.auditor.padEnd(14)} ./relet replay eksempel.101

${demo.overHttp}
  curl -H 'Authorization: Bearer demo-administrator' '${address}/v1/board?active=true'
  curl -H 'Authorization: Bearer demo-analyst' '${address}/v1/vacancy?from=2026-01-01&to=2026-06-30&groupBy=building'
  curl -H 'Authorization: Bearer demo-auditor' '${address}/v1/units/eksempel.101/history'
`;
}
