import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { makeMasterKey } from '@relet/persons';
import { WORDS, type Language } from '@relet/words';
import { registerInvented } from './demo/invented.js';
import { demoProvider } from './demo/identity-provider.js';
import { DEMO_STORE, settingsOf, type Common } from './house.js';
import { importHere } from './importing.js';
import { languageOf } from './language.js';
import { EXIT, putJson, say } from './output.js';
import { logOf, portIn, start } from './serving.js';

/** The demo's store. It lies in the project's folder, from whatever folder the command line is used. */
const sample = () => join(dirname(findPackageJSON(import.meta.url) ?? ''), 'test/samples/history.ndjson');

/** `relet demo`: imports the sample, starts the API and says what to try next. */
export async function demo(options: Common & { port?: string; once?: boolean }): Promise<number> {
  const store = options.store ?? DEMO_STORE;
  const language = languageOf(options);
  const { demo: words } = WORDS[language].commandLine;
  const settings = settingsOf({ store }, { log: logOf(), ...portIn(options) });
  // The demo never touches the store that real work is in.
  const { RELET_STORE: other } = process.env;
  if (options.store === undefined && other !== undefined) say(words.ownStore(other, store));
  const isNew = !existsSync(store);
  if (isNew) {
    say(words.importing(store));
    const { rows, events, faults } = await importHere({ ...settings, clock: 'manual' }, readFileSync(sample()), {
      ...{ name: 'history.ndjson', setAside: true },
    });
    say(words.imported(rows, events, faults.length));
  } else say(words.using(store));
  if (!existsSync(settings.persons.masterKey)) makeMasterKey(settings.persons.masterKey);
  const provider = await demoProvider(`${store.replace(/\.db$/, '')}.sign-in-port`);
  try {
    const { address, today, stopped, stop } = await start({ ...settings, demo: true, oidc: provider.settingsFile });
    await provider.leadBackTo(address);
    if (isNew) await registerInvented(address);
    if (options.json) putJson({ address, today, store });
    say(welcome(address, today, store, language));
    if (options.once) stop();
    await stopped;
  } finally {
    provider.stop();
  }
  return EXIT.ok;
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
