import { readFileSync } from 'node:fs';
import { lowerCased } from '@relet/domain';
import {
  Accounts,
  Approving,
  ApprovePerson,
  ChangePerson,
  ErasePerson,
  Erasing,
  FindPersons,
  HoldPerson,
  Keeping,
  KeepSettings,
  LookUp,
  makeMasterKey,
  NameContacts,
  OfWhom,
  Reading,
  RegisterPerson,
  Sight,
  WriteNote,
  type ErasureAnswer,
  type FoundAnswer,
  type HoldAnswer,
  type KeepAnswer,
  type PersonAnswer,
  type ReadLine,
  type ReadsAnswer,
  type ReviewAnswer,
  type RotationAnswer,
  Writing,
} from '@relet/persons';
import { checked, problemOf, type Principal, type ProblemDocument } from '@relet/platform';
import { fill, WORDS, wordFor, type Words } from '@relet/words';
import type { INestApplicationContext } from '@nestjs/common';
import { exitOf, tell } from './explaining.js';
import { serverOf, settingsOf, whoMay, writing, type Common } from './house.js';
import { languageOf } from './language.js';
import { ordered, type OrderOptions } from './ordering.js';
import { EXIT, put, putJson, say, table } from './output.js';
import { UsageError } from './usage.js';

interface PersonOptions extends OrderOptions {
  reason?: string;
  municipality?: string;
}

/** What can be done with a person: where it is posted, which body, and what does it here. */
interface Act {
  path(id: string): string;
  Body: new () => object;
  here(house: INestApplicationContext, id: string, body: never, principal: Principal, key?: string): Promise<object>;
  /** Taken from stdin: nothing that says who somebody is stands on a command line. */
  typed?: true;
}

const isHome = (id: string) => id.includes('.');

/** A citizen, or the case of a home, as the path and the services have it. */
const ACTS: Readonly<Record<string, Act>> = {
  approve: {
    path: () => 'persons/approvals',
    Body: ApprovePerson,
    typed: true,
    here: (house, _, body, principal, key) => house.get(Approving).approve(body, principal, key),
  },
  register: {
    path: (id) => `citizens/${id}/person`,
    Body: RegisterPerson,
    typed: true,
    here: (house, id, body, principal, key) => house.get(Writing).registered(id, body, principal, key),
  },
  change: {
    path: (id) => `citizens/${id}/person/changes`,
    Body: ChangePerson,
    typed: true,
    here: (house, id, body, principal, key) => house.get(Writing).changed(id, body, principal, key),
  },
  contacts: {
    path: (id) => `units/${id}/estate/contacts`,
    Body: NameContacts,
    typed: true,
    here: (house, id, body, principal, key) => house.get(Writing).contactsNamed(id, body, principal, key),
  },
  note: {
    path: (id) => (isHome(id) ? `units/${id}/estate/notes` : `citizens/${id}/person/notes`),
    Body: WriteNote,
    typed: true,
    here: (house, id, body, principal, key) => {
      const writing = house.get(Writing);
      return isHome(id) ? writing.notedOfHome(id, body, principal, key) : writing.notedOfCitizen(id, body, principal, key);
    },
  },
  show: {
    path: (id) => (isHome(id) ? `units/${id}/estate/look-up` : `citizens/${id}/person/look-up`),
    Body: LookUp,
    here: (house, id, body, principal) => {
      const reading = house.get(Reading);
      return isHome(id) ? reading.home(id, body, principal) : reading.citizen(id, body, principal);
    },
  },
  find: {
    path: () => 'persons/search',
    Body: FindPersons,
    typed: true,
    here: (house, _, body, principal) => house.get(Reading).find(body, principal),
  },
};

/** `relet person ACT [ID]`: what is kept of a citizen or of a home's case. What says who somebody is comes by stdin. */
export function person(named: string, target: string | undefined, options: PersonOptions): Promise<number> {
  const act = Object.hasOwn(ACTS, named) ? ACTS[named] : undefined;
  if (!act) throw new UsageError((usage) => usage.personActs(Object.keys(ACTS).join(', ')));
  const id = lowerCased(target ?? '');
  if (!id && !['approve', 'find'].includes(named)) throw new UsageError((usage) => usage.targetMissing());
  const principal = whoMay('persons', options, 'eksempel');
  const { reason, municipality, key } = options;
  const typed = act.typed ? bodyTyped(named, readFileSync(0, 'utf8')) : {};
  const body = {
    ...typed,
    ...(['show', 'find'].includes(named) && reason !== undefined && { reason }),
    ...(named === 'find' && municipality !== undefined && { municipality }),
  };
  return ordered<object>(options, {
    there: async () => ({ path: act.path(encodeURIComponent(id)), token: principal.id, body, ...(key !== undefined && { key }) }),
    here: (house) => () => act.here(house, id, checked(act.Body, body) as never, principal, key),
    say: (answer) => {
      for (const line of linesOf(answer, WORDS[languageOf(options)])) put(line);
    },
  });
}

/** JSON, or a line a field; of a note the text itself, and of an approval the fields of both halves. */
function bodyTyped(act: string, text: string): object {
  if (act === 'note') return { text: text.trim() };
  if (text.trimStart().startsWith('{')) return JSON.parse(text) as object;
  const lines = text.split('\n').filter((line) => line.trim());
  const fields = Object.fromEntries(lines.map((line) => [line.split('=', 1)[0]?.trim() ?? '', line.slice(line.indexOf('=') + 1).trim()]));
  if (act !== 'approve') return fields;
  const { citizen, effective, list, elderly, over67, ...person } = fields;
  const flags = {
    ...(elderly !== undefined && { elderly: elderly === 'true' }),
    ...(over67 !== undefined && { over67: over67 === 'true' }),
  };
  return { ...(citizen !== undefined && { citizen }), approval: { effective, list, ...flags }, person };
}

/** What is kept, a line each. */
function linesOf(answer: PersonAnswer & Partial<FoundAnswer> & { fields?: string[] }, words: Words): string[] {
  const { fields, relations } = words.persons;
  const { name, cpr, contacts = [], notes = [], persons, more, citizen } = answer;
  if (persons) return [...persons.map((person) => `${person.citizen}  ${person.name}`), ...(more ? [words.commandLine.persons.more] : [])];
  if (answer.fields || !('name' in answer || 'contacts' in answer || 'notes' in answer || 'cpr' in answer))
    return [words.commandLine.persons.kept(citizen ?? answer.unit ?? '')];
  return [
    ...(name === undefined ? [] : [`${fields.name}: ${name}`]),
    ...(cpr === undefined ? [] : [`${fields.cpr}: ${cpr}`]),
    ...contacts.map(
      (each) =>
        `${fields.contacts}: ${[`${each.name} (${relations[each.relation]})`, each.phone, each.email, each.address].filter(Boolean).join(', ')}`,
    ),
    ...notes.map(({ at, text }) => `${fields.notes} ${words.date(at.slice(0, 10))}: ${text}`),
  ];
}

const whomOf = (id: string) => (isHome(id) ? { unit: lowerCased(id) } : { citizen: lowerCased(id) });

/** `relet erase ID --ground G`: erases what is kept of a citizen or of a home's case, and tells the certificate. */
export function erase(id: string, options: OrderOptions & { ground: string }): Promise<number> {
  const principal = whoMay('persons', options, 'eksempel');
  const body = { ...whomOf(id), ground: options.ground };
  const words = WORDS[languageOf(options)].commandLine.persons;
  return ordered<ErasureAnswer>(options, {
    there: async () => ({ path: 'persons/erasures', token: principal.id, body, ...(options.key !== undefined && { key: options.key }) }),
    here: (house) => async () => {
      const { ground, ...whom } = checked(ErasePerson, body);
      return house.get(Erasing).erase(await house.get(Sight).of(whom, principal), ground, principal, options.key);
    },
    say: ({ certificate, certifiedAt }) => void put(certificate && certifiedAt ? words.erased(certifiedAt, certificate) : words.erasing),
  });
}

/** `relet hold ID`: keeps somebody from being erased, or lets them be again. */
export function hold(id: string, options: OrderOptions & { ground?: string; lift?: boolean }): Promise<number> {
  const principal = whoMay('persons', options, 'eksempel');
  const { ground, lift = false } = options;
  if (!lift && ground === undefined) throw new UsageError((usage) => usage.optionMissing('--ground'));
  const body = { ...whomOf(id), ...(!lift && { ground }) };
  const words = WORDS[languageOf(options)].commandLine.persons;
  return ordered<HoldAnswer>(options, {
    there: async () => ({ path: `persons/holds${lift ? '/lifted' : ''}`, token: principal.id, body }),
    here: (house) => () =>
      lift ? house.get(Keeping).lift(checked(OfWhom, body), principal) : house.get(Keeping).hold(checked(HoldPerson, body), principal),
    say: ({ held }) => void put(held ? words.held : words.lifted),
  });
}

/** `relet keep MUNICIPALITY`: whether civil registration numbers are kept, and after how many months nobody is. */
export function keep(municipality: string, options: OrderOptions & { cpr?: string; months?: string }): Promise<number> {
  const operator = whoMay('operations', options, 'operator');
  if (options.cpr !== 'yes' && options.cpr !== 'no') throw new UsageError((usage) => usage.choices('--cpr', 'yes, no'));
  if (options.months !== undefined && !/^\d{1,3}$/.test(options.months)) throw new UsageError((usage) => usage.monthsNeeded());
  const body = { cpr: options.cpr === 'yes', ...(options.months !== undefined && { retentionMonths: Number(options.months) }) };
  const words = WORDS[languageOf(options)].commandLine.persons;
  return ordered<KeepAnswer>(options, {
    there: async () => ({ path: `municipalities/${encodeURIComponent(municipality)}/persons`, token: operator.id, body }),
    here: (house) => async () => house.get(Keeping).keep(lowerCased(municipality), checked(KeepSettings, body)),
    say: ({ cpr, retentionMonths }) => void put(words.keeps(municipality, cpr, retentionMonths)),
  });
}

/** `relet keys new` makes a master key for a relet that has none, `relet keys rotate` puts another one in its place. */
export async function keys(act: string, options: OrderOptions): Promise<number> {
  const operator = whoMay('operations', options, 'operator');
  const words = WORDS[languageOf(options)].commandLine.persons;
  if (act !== 'new' && act !== 'rotate') throw new UsageError((usage) => usage.keysActs());
  if (act === 'new') {
    const { masterKey } = settingsOf(options).persons;
    const { id } = makeMasterKey(masterKey);
    if (options.json) putJson({ masterKey, id });
    else put(words.keyMade(masterKey));
    return EXIT.ok;
  }
  return ordered<RotationAnswer>(options, {
    there: async () => ({ path: 'persons/keys/rotation', token: operator.id, body: {} }),
    here: (house) => () => house.get(Keeping).rotate(),
    say: ({ keys }) => void put(words.rotated(keys)),
  });
}

/** `relet reads [ID]`: who has read a person, what somebody has read; `--reviews` the monthly samples. */
export async function reads(
  id: string | undefined,
  options: Common & { who?: string; citizenCopy?: boolean; reviews?: boolean; signOff?: string },
): Promise<number> {
  const principal = whoMay('access_log', options, 'dpo');
  const words = WORDS[languageOf(options)];
  const about = id === undefined ? {} : whomOf(id);
  const { signOff, reviews = false, citizenCopy = false, who } = options;
  const municipality = principal.by.municipality ?? '';
  const asked = new URLSearchParams({ ...about, ...(who !== undefined && { who }) }).toString();
  const path = signOff
    ? `access-log/reviews/${encodeURIComponent(signOff)}/${municipality}`
    : reviews
      ? 'access-log/reviews'
      : citizenCopy && id !== undefined
        ? `citizens/${encodeURIComponent(lowerCased(id))}/reads`
        : `access-log${asked && `?${asked}`}`;
  const here = async (house: INestApplicationContext): Promise<object> => {
    const accounts = house.get(Accounts);
    if (signOff) return (await accounts.signOff(signOff, municipality, 'in_order', principal)) ?? {};
    if (reviews) return { reviews: await accounts.reviews(principal) };
    const whom = id === undefined ? undefined : lowerCased(id);
    return citizenCopy && whom !== undefined ? accounts.forCitizen(whom, principal) : accounts.reads({ about: whom, who }, principal);
  };
  const answer = await askedOf(options, path, principal, signOff ? { finding: 'in_order' } : undefined, here);
  if (typeof answer === 'number') return answer;
  if (options.json) putJson(answer);
  else
    put(
      'reads' in answer
        ? readsTable(answer as ReadsAnswer, words)
        : reviewsTable(answer as { reviews: ReviewAnswer[] } | ReviewAnswer, words),
    );
  return EXIT.ok;
}

/** What the running server answers, else what is found in the store itself; a problem is told, and its exit code answered. */
async function askedOf(
  options: Common,
  path: string,
  { id }: Principal,
  body: object | undefined,
  here: (house: INestApplicationContext) => Promise<object>,
): Promise<object | number> {
  const language = languageOf(options);
  const settings = settingsOf(options);
  const server = serverOf(settings);
  const refused = (problem: ProblemDocument) => {
    tell(problem, options.json, language);
    return exitOf(problem.status);
  };
  if (server === undefined) {
    try {
      return await writing(settings, here);
    } catch (error) {
      return refused(problemOf(error, language));
    }
  }
  const headers = { authorization: `Bearer ${id}`, 'accept-language': language, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(`${server}/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as object;
  return response.ok ? answer : refused(answer as ProblemDocument);
}

function readsTable({ reads, more }: ReadsAnswer, { commandLine: { persons: words }, persons }: Words): string {
  if (more) say(words.older);
  const how = (read: ReadLine) => wordFor(persons.readHow, read.how);
  return table(
    [...words.readsHead],
    reads.map((read) => [
      ...[read.n, read.at, read.who ?? read.party, how(read), read.about?.join(', ') ?? String(read.persons), read.fields.join(', ')],
      read.reason === 'list' ? '' : persons.readReasons[read.reason],
    ]),
  );
}

function reviewsTable(answer: { reviews: ReviewAnswer[] } | ReviewAnswer, { commandLine: { persons: words }, date }: Words): string {
  const reviews = 'reviews' in answer && Array.isArray(answer.reviews) ? answer.reviews : [answer as ReviewAnswer];
  return table(
    [...words.reviewsHead],
    reviews.map(({ month, municipality, reads, sample, due, overdue, signedOff }) => {
      const state = signedOff ? fill(words.signedOff, { by: signedOff.by }) : overdue ? words.overdue : words.open;
      return [month, municipality, reads, sample.length, date(due), state];
    }),
  );
}
