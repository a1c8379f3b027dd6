import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { lowerCased, MUNICIPALITY_ID } from '@relet/domain';
import { ReaderRefused, readersOf } from '@relet/platform';
import { BI_HOMES, BI_POLICIES } from '@relet/vacancy';
import { WORDS } from '@relet/words';
import { actingAs } from './acting.js';
import { settingsOf, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, say, table } from './output.js';
import { UsageError } from './usage.js';

interface Given extends Common {
  role?: string;
  all?: boolean;
}

const ROLE = /^[a-z_][a-z0-9_]{0,62}$/;
/** What a password may be: what every client sends as it is typed. */
const PASSWORD = /^[\x20-\x7e]{12,200}$/;

/** `relet bi`: which analysts ask the rows in PostgreSQL by SQL of their own. It works beside a running server. */
export async function bi(doing: string | undefined, municipality: string | undefined, given: Given): Promise<number> {
  const settings = settingsOf(given);
  const { principal } = await actingAs('operations', given, 'operator', settings);
  const act = Object.entries(DOINGS).find(([name]) => name === (doing ?? 'list'))?.[1];
  if (!act) throw new UsageError((_, words) => words.bi.doings(Object.keys(DOINGS).join(', ')));
  try {
    const readers = await readersOf(settings.readModel, [BI_HOMES, BI_POLICIES]);
    try {
      await act(readers, given, municipality, principal.id);
    } finally {
      await readers.close();
    }
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ReaderRefused)) throw error;
    const { code } = error;
    throw new UsageError((_, { problems }) => problems[code].detail, code);
  }
}

type Readers = Awaited<ReturnType<typeof readersOf>>;
type Doing = (readers: Readers, given: Given, municipality: string | undefined, by: string) => Promise<void>;

const DOINGS: Readonly<Record<'list' | 'grant' | 'revoke', Doing>> = {
  async list(readers, given) {
    const all = await readers.all();
    const language = languageOf(given);
    const { bi: words } = WORDS[language].commandLine;
    if (given.json) putJson(all);
    else if (!all.length) say(words.nobody);
    else {
      const rows = all.map(({ role, municipality, by, at }) => [role, municipality ?? words.allOfThem, by, at]);
      put(table(words.readers, rows, WORDS[language]));
    }
  },
  async grant(readers, given, named, by) {
    const role = roleIn(given);
    // Whoever forgets the municipality does not let somebody see all of them.
    if ((named === undefined) !== (given.all === true)) throw new UsageError((_, words) => words.bi.whose());
    const municipality = named === undefined ? null : lowerCased(named);
    if (municipality !== null && !MUNICIPALITY_ID.test(municipality)) throw new UsageError((usage) => usage.municipalityNeeded());
    await readers.grant({ role, municipality, by, password: await passwordFor(given) });
    say(WORDS[languageOf(given)].commandLine.bi.granted(role, municipality));
  },
  async revoke(readers, given) {
    const role = roleIn(given);
    await readers.revoke(role);
    say(WORDS[languageOf(given)].commandLine.bi.revoked(role));
  },
};

function roleIn({ role = '' }: Given): string {
  if (!ROLE.test(role) || role.startsWith('pg_')) throw new UsageError((_, words) => words.bi.roleNeeded());
  return role;
}

/** A password by stdin, and never as an argument; none where nothing is typed. */
async function passwordFor(given: Given): Promise<string | undefined> {
  const typed = process.stdin.isTTY ? await unseen(given) : readFileSync(process.stdin.fd, 'utf8');
  const password = typed.replace(/\r?\n$/, '');
  if (!password) return undefined;
  if (!PASSWORD.test(password)) throw new ReaderRefused('BI_PASSWORD');
  return password;
}

/** What is typed at the terminal, without showing it. */
async function unseen(given: Given): Promise<string> {
  process.stderr.write(WORDS[languageOf(given)].commandLine.bi.password);
  const nowhere = new Writable({ write: (_, __, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await Promise.race([terminal.question(''), new Promise<string>((closed) => terminal.once('close', () => closed('')))]);
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
