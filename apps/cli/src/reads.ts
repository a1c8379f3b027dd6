import type { INestApplicationContext } from '@nestjs/common';
import { lowerCased } from '@relet/domain';
import { Accounts, type ReadLine, type ReadsAnswer, type ReviewAnswer } from '@relet/persons';
import { problemOf, type ProblemDocument } from '@relet/platform';
import { fill, WORDS, wordFor, type Words } from '@relet/words';
import { exitOf, tell } from './telling.js';
import { actingAs, type Acting } from './acting.js';
import { serverOf, settingsOf, writing, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, say, table } from './output.js';
import { whomOf } from './persons-kept.js';
import { askThere } from './there.js';

/** `relet reads [ID]`: who has read a person, what somebody has read; `--reviews` the monthly samples. */
export async function reads(
  id: string | undefined,
  options: Common & { who?: string; citizenCopy?: boolean; reviews?: boolean; signOff?: string },
): Promise<number> {
  const acting = await actingAs('access_log', options, 'dpo');
  const { principal } = acting;
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
    if (signOff) return accounts.signOff(signOff, municipality, 'in_order', principal);
    if (reviews) return { reviews: await accounts.reviews(principal) };
    const whom = id === undefined ? undefined : lowerCased(id);
    return citizenCopy && whom !== undefined ? accounts.forCitizen(whom, principal) : accounts.reads({ about: whom, who }, principal);
  };
  const answer = await askedOf(options, path, acting, signOff ? { finding: 'in_order' } : undefined, here);
  if (typeof answer === 'number') return answer;
  if (options.json) putJson(answer);
  else
    put(
      'reads' in answer && Array.isArray(answer.reads)
        ? readsTable(answer as ReadsAnswer, words)
        : reviewsTable(answer as { reviews: ReviewAnswer[] } | ReviewAnswer, words),
    );
  return EXIT.ok;
}

/** What the running server answers, else what is found in the store itself; a problem is told, and its exit code answered. */
async function askedOf(
  options: Common,
  path: string,
  { token }: Acting,
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
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    'accept-language': language,
    ...(body && { 'content-type': 'application/json' }),
  };
  const sent = { method: body ? 'POST' : 'GET', headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await askThere(`${server}/v1/${path}`, sent, (why) => say(WORDS[language].commandLine.done.unreached(server, why)));
  if (!response) return EXIT.down;
  const answer = (await response.json()) as object;
  return response.ok ? answer : refused(answer as ProblemDocument);
}

function readsTable({ reads, more }: ReadsAnswer, words: Words): string {
  const { commandLine, persons, moment } = words;
  if (more) say(commandLine.persons.older);
  const how = (read: ReadLine) =>
    [wordFor(persons.readHow, read.how), ...(read.by?.includes('cpr') ? [persons.fields.cpr] : [])].join(', ');
  const rows = reads.map((read) => [
    ...[read.n, moment(read.at), read.who ?? read.party, how(read), whomOfRead(read, words), read.fields.join(', ')],
    read.reason === 'list' ? '' : persons.readReasons[read.reason],
  ]);
  return table(commandLine.persons.readsHead, rows, words);
}

/** Pseudonyms or a home; of a search that found nobody what tells it from another one. */
function whomOfRead({ about, persons, sought }: ReadLine, { commandLine }: Words): string {
  if (sought !== undefined) return commandLine.persons.inVain(sought.slice(0, 8));
  return about?.join(', ') ?? String(persons);
}

function reviewsTable(answer: { reviews: ReviewAnswer[] } | ReviewAnswer, words: Words): string {
  const { persons } = words.commandLine;
  const reviews = 'reviews' in answer && Array.isArray(answer.reviews) ? answer.reviews : [answer as ReviewAnswer];
  const rows = reviews.map(({ month, municipality, reads, sample, due, overdue, signedOff }) => {
    const state = signedOff ? fill(persons.signedOff, { by: signedOff.by }) : overdue ? persons.overdue : persons.open;
    return [month, municipality, reads, sample.length, words.date(due), state];
  });
  return table(persons.reviewsHead, rows, words);
}
