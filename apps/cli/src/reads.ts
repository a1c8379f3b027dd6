import type { INestApplicationContext } from '@nestjs/common';
import { lowerCased } from '@relet/domain';
import { Accounts, ReadsQuery, type ReadLine, type ReadsAnswer, type ReviewAnswer } from '@relet/persons';
import { checked } from '@relet/platform';
import { fill, WORDS, wordFor, type Words } from '@relet/words';
import { actingAs } from './acting.js';
import { answered } from './answered.js';
import type { Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, say, table } from './output.js';
import { whomOf } from './persons-kept.js';
import { given } from './reading.js';

/** What narrows the readings, beside whom they are about. */
interface Narrowing {
  who?: string;
  how?: string;
  from?: string;
  to?: string;
}

/** `relet reads [ID]`: who has read a person, what somebody has read; `--reviews` the monthly samples. */
export async function reads(
  id: string | undefined,
  options: Common & Narrowing & { citizenCopy?: boolean; reviews?: boolean; signOff?: string },
): Promise<number> {
  const acting = await actingAs('access_log', options, 'dpo');
  const { principal } = acting;
  const words = WORDS[languageOf(options)];
  const about = id === undefined ? {} : whomOf(id);
  const { signOff, reviews = false, citizenCopy = false, who, how, from, to } = options;
  const narrowing = given({ ...checked(ReadsQuery, given({ who, how, from, to })) });
  const municipality = principal.by.municipality ?? '';
  const asked = new URLSearchParams({ ...about, ...narrowing }).toString();
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
    if (citizenCopy && whom !== undefined) return accounts.forCitizen(whom, principal);
    return accounts.reads({ about: whom, ...narrowing }, principal);
  };
  const answer = await answered(options, path, acting, signOff ? { finding: 'in_order' } : undefined, here);
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

function readsTable({ reads, more, brokenFrom }: ReadsAnswer, words: Words): string {
  const { commandLine, persons, moment } = words;
  if (brokenFrom !== undefined) say(commandLine.persons.brokenFrom(brokenFrom));
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
