import { holdsPersonalNumber, isLabel, MUNICIPALITY_ID, ROLES, type Role } from '@relet/domain';
import { allowedBy, Users, type Account, type Person, type Rights } from '@relet/identity';
import { isLoopback, type Settings } from '@relet/platform';
import { WORDS, type CommandLineWords } from '@relet/words';
import { actingAs } from './acting.js';
import { addressOfServer, settingsOf, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, say, table } from './output.js';
import { UsageError } from './usage.js';

interface Given extends Common {
  roles?: string;
  municipality?: string;
  called?: string;
  days?: string;
  buildings?: string;
  name?: string;
  cvr?: string;
  from?: string;
  to?: string;
  open?: boolean;
}

/** One thing that can be done with users or accounts: with whose rights it is noted, and what it says. */
interface Doing {
  users: Users;
  name: string;
  by: string;
  given: Given;
  settings: Settings;
  words: CommandLineWords['access'];
}

/** `relet users`: who may sign in. It works on the file of users, beside a running server, which sees each change with its next request. */
export const users = (what: string | undefined, name: string | undefined, given: Given) => done(USERS, what, name, given);

/** `relet accounts`: programs with a token of their own. */
export const accounts = (what: string | undefined, name: string | undefined, given: Given) => done(ACCOUNTS, what, name, given);

export type Doings = Readonly<Record<string, (doing: Doing) => Promise<number | void>>>;

/** Does one of some doings, as somebody who may, with the file of users open. */
export async function done(doings: Doings, what = 'list', name = '', given: Given): Promise<number> {
  const act = Object.hasOwn(doings, what) ? doings[what] : undefined;
  if (!act) throw new UsageError((_, { access }) => access.doings(Object.keys(doings).join(', ')));
  const settings = settingsOf(given);
  const { principal } = await actingAs('operations', given, 'operator', settings);
  const opened = await Users.open(settings);
  try {
    const words = WORDS[languageOf(given)].commandLine.access;
    return (await act({ users: opened, name, by: principal.id, given, settings, words })) ?? EXIT.ok;
  } finally {
    await opened.close();
  }
}

const USERS: Doings = {
  list: async ({ users: { people }, given, words }) => listed(await people.all(), given, words.users, rowOfPerson, words),
  async add(doing) {
    const { users: opened, name, by, given, words } = doing;
    const rights = await rightsIn(given, opened);
    const person = await opened.people.add(nameIn(name), given.called && nameIn(given.called), rights, by);
    await linked(doing, person, words.added(name));
    sayAllowed(rights, words);
  },
  async link(doing) {
    await linked(doing, await doing.users.people.named(doing.name), doing.words.linked(doing.name));
  },
  async give({ users: opened, name, by, given, words }) {
    const { people } = opened;
    const rights = await rightsIn(given, opened);
    await people.give((await people.named(name)).id, rights, by);
    say(words.given(name, rights.roles.join(', ')));
    sayAllowed(rights, words);
  },
  async 'sign-out'({ users: { people, sessions }, name, by, words }) {
    say(words.signedOut(name, await sessions.endAll((await people.named(name)).id, by)));
  },
  async remove({ users: { people }, name, by, words }) {
    await people.remove((await people.named(name)).id, by);
    say(words.removed(name));
  },
  async buildings({ users: { people, portfolios }, name, given, words }) {
    const { id } = await people.named(name);
    if (given.buildings !== undefined) await portfolios.setBuildings(id, given.buildings.split(',').filter(Boolean).map(nameIn));
    say(words.portfolio(name, (await portfolios.buildings(id)).join(', ')));
  },
  async changes({ users: opened, given, words }) {
    const { changes, broken } = await opened.changes();
    if (given.json) putJson({ changes, ...(broken !== undefined && { broken }) });
    else
      put(
        table(
          words.changes,
          changes.map(({ at, what, about, by, to }) => [at, words.what[what], about, by, to ? JSON.stringify(to) : null]),
          WORDS[languageOf(given)],
        ),
      );
    if (broken === undefined) return EXIT.ok;
    say(words.changesBroken(broken));
    return EXIT.broken;
  },
};

const ACCOUNTS: Doings = {
  list: async ({ users: opened, given, words }) => listed(await opened.accounts.all(), given, words.accounts, rowOfAccount, words),
  async add({ users: opened, name, by, given, words }) {
    const days = Number(given.days ?? 365);
    if (!Number.isInteger(days) || days < 1 || days > 730) throw new UsageError((_, { access }) => access.daysNeeded());
    const rights = await rightsIn(given, opened);
    const { account, token } = await opened.accounts.add(nameIn(name), rights, days, by);
    if (given.json) putJson({ ...account, token });
    else put(token);
    say(words.token(name, dayOf(account.ends)));
    sayAllowed(rights, words);
  },
  async revoke({ users: opened, name, by, words }) {
    await opened.accounts.revoke(name, by);
    say(words.revoked(name));
  },
};

/** Says in plain words what the roles allow. */
const sayAllowed = (rights: Rights, words: Doing['words']) =>
  say(
    words.allowed(
      allowedBy(rights)
        .map((right) => words.rights[right])
        .join('; '),
    ),
  );

/** Tells a new link of a user on stdout, where a script finds it alone. */
async function linked({ users: opened, by, given, settings, words }: Doing, person: Person, said: string): Promise<void> {
  const address = addressOf(settings);
  const link = `${address}/welcome/${await opened.links.make(person.id, by)}`;
  if (given.json) putJson({ ...person, link });
  else put(link);
  say(said);
  if (isLoopback(new URL(address).hostname)) say(words.linkOfMachine);
}

/** Where people reach the server; on this machine by its name, because a passkey belongs to a name. */
function addressOf(settings: Settings): string {
  if (settings.publicUrl !== undefined) return settings.publicUrl;
  const url = new URL(addressOfServer(settings) ?? `http${settings.tls ? 's' : ''}://localhost:${settings.port}`);
  if (isLoopback(url.hostname)) url.hostname = 'localhost';
  return url.origin;
}

function listed<T>(
  all: readonly T[],
  given: Given,
  head: readonly string[],
  rowOf: (each: T) => (string | null)[],
  words: Doing['words'],
): void {
  if (given.json) putJson(all);
  else if (all.length) put(table(head, all.map(rowOf), WORDS[languageOf(given)]));
  else say(words.nobody);
}

const rowOfPerson = ({ name, called, rights, id, removed }: Person) => [
  name,
  called,
  ...cellsOf(rights),
  id,
  removed === null ? null : dayOf(removed),
];
const rowOfAccount = ({ id, label, rights, ends, revoked }: Account) => [
  ...[id, label, ...cellsOf(rights), dayOf(ends), revoked === null ? null : dayOf(revoked)],
];
const cellsOf = (rights: Rights | undefined) => [rights?.party ?? null, rights?.municipality ?? null, rights?.roles.join(', ') ?? null];
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function nameIn(name: string): string {
  if (!isLabel(name) || holdsPersonalNumber(name)) throw new UsageError((_, { access }) => access.nameNeeded());
  return name;
}

async function rightsIn({ roles = '', municipality }: Given, opened: Users): Promise<Rights> {
  const named = roles.split(',').map((role) => role.trim());
  if (!named.every((role): role is Role => (ROLES as readonly string[]).includes(role)))
    throw new UsageError((_, { access }) => access.rolesNeeded(ROLES.join(', ')));
  if (municipality === undefined) return { party: 'administrator', roles: named };
  if (!MUNICIPALITY_ID.test(municipality)) throw new UsageError((usage) => usage.municipalityNeeded());
  await mustBeNamed(municipality, opened);
  const rights: Rights = { party: 'municipality', municipality, roles: named };
  if (!allowedBy(rights).length) throw new UsageError((_, { access }) => access.allowsNothing(named.join(', ')));
  return rights;
}

/** Once municipalities are named, one that is not is a slip of the pen: whoever belonged to it would see nothing, and nobody would know why. */
export async function mustBeNamed(municipality: string, { municipalities }: Users): Promise<void> {
  const named = (await municipalities.all()).map(({ id }) => id);
  if (named.length && !named.includes(municipality))
    throw new UsageError((_, { access }) => access.municipalityUnnamed(municipality, named.join(', ')), 'MUNICIPALITY_UNKNOWN');
}
