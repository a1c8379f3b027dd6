import { readFileSync } from 'node:fs';
import { lowerCased } from '@relet/domain';
import {
  Approving,
  ApprovePerson,
  ChangePerson,
  FindPersons,
  LookUp,
  NameContacts,
  Reading,
  RegisterPerson,
  WriteNote,
  type FoundAnswer,
  type PersonAnswer,
  Writing,
} from '@relet/persons';
import { checked, Malformed, type Principal } from '@relet/platform';
import { WORDS, type Words } from '@relet/words';
import type { INestApplicationContext } from '@nestjs/common';
import { actingAs } from './acting.js';
import { languageOf } from './language.js';
import { ordered, type OrderOptions } from './ordering.js';
import { put } from './output.js';
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

/** The id of a home has a dot, a pseudonym has none. */
export const isHome = (id: string) => id.includes('.');

/** What can be done, by what is typed. */
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
export async function person(named: string, target: string | undefined, options: PersonOptions): Promise<number> {
  const act = Object.hasOwn(ACTS, named) ? ACTS[named] : undefined;
  if (!act) throw new UsageError((usage) => usage.personActs(Object.keys(ACTS).join(', ')));
  const id = lowerCased(target ?? '');
  if (!id && !['approve', 'find'].includes(named)) throw new UsageError((usage) => usage.targetMissing(''));
  const { principal, token } = await actingAs('persons', options, 'eksempel');
  const { reason, municipality, key } = options;
  const typed = act.typed ? bodyTyped(named, readFileSync(process.stdin.fd, 'utf8')) : {};
  const body = {
    ...typed,
    ...(['show', 'find'].includes(named) && reason !== undefined && { reason }),
    ...(named === 'find' && municipality !== undefined && { municipality }),
  };
  return ordered<object>(options, {
    there: async () => ({ path: act.path(encodeURIComponent(id)), token, body, ...(key !== undefined && { key }) }),
    here: (house) => () => act.here(house, id, checked(act.Body, body) as never, principal, key),
    say: (answer) => {
      for (const line of linesOf(answer, WORDS[languageOf(options)])) put(line);
    },
  });
}

/** JSON, or a line a field; of a note the text itself, and of an approval the fields of both halves. */
function bodyTyped(act: string, text: string): object {
  if (act === 'note') return { text: text.trim() };
  if (text.trimStart().startsWith('{')) return parsed(text);
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

function parsed(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new Malformed([{ pointer: '', fault: 'NO_OBJECT' }]);
  }
}

/** What is kept, a line each. */
function linesOf(answer: PersonAnswer & Partial<FoundAnswer> & { fields?: string[] }, words: Words): string[] {
  const { fields, relations } = words.persons;
  const { name, cpr, contacts = [], notes = [], persons, more, citizen } = answer;
  if (persons && !persons.length) return [words.commandLine.persons.foundNobody];
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
