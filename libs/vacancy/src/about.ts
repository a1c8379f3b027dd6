import { createHash } from 'node:crypto';
import type { Principal, ReplyHead } from '@relet/platform';
import { WORDS } from '@relet/words';
import type { AboutFile } from './about.answers.js';
import type { PeriodAnswer } from './period.answers.js';
import type { Chunk } from './rows/text.js';
import type { PeriodQuery, VacancyQuery } from './vacancy.queries.js';

/** What is known of a file before its first row. */
export type AboutBefore = Omit<AboutFile, 'rows' | 'sha256'>;

/** What a file will say of itself. */
export function aboutBefore(
  of: AboutFile['of'],
  { municipality, building, kind, unit, csv }: PeriodQuery,
  { from, to, asOf, knownAt, provisional, reachesAhead, position, upToDate, age, parked, altered }: PeriodAnswer,
  { askedBy, askedAt }: Pick<AboutFile, 'askedBy' | 'askedAt'>,
): AboutBefore {
  const filter = { ...(municipality && { municipality }), ...(building && { building }), ...(kind && { kind }), ...(unit && { unit }) };
  return {
    ...{ of, askedBy, askedAt, from, to, filter, asOf, knownAt, provisional, reachesAhead, position, upToDate, age, parked },
    ...(altered && { altered }),
    format: csv ? 'csv' : 'ndjson',
    ...(csv && { language: csv }),
  };
}

/** What the file with the figures says of itself: the whole of it is at hand. */
export function aboutFigures(query: VacancyQuery, told: PeriodAnswer, who: Principal, askedAt: string, csv: string): AboutFile {
  const { groupBy, againstFrom, againstTo, olderThan, sort } = query;
  const sums = new Sums();
  // The headers are no row.
  sums.add({ text: csv, rows: csv.split('\r\n').length - 2 });
  const figures = {
    ...(groupBy && { groupBy }),
    ...(againstFrom && againstTo && { againstFrom, againstTo }),
    ...(olderThan && { olderThan: Number(olderThan) }),
    ...(sort && { sort }),
  };
  return { ...aboutBefore('figures', query, told, { askedBy: who.id, askedAt }), figures, ...sums.told() };
}

/** Counts the rows and hashes the bytes of a file as they leave. */
export class Sums {
  private readonly hash = createHash('sha256');
  private rows = 0;

  add({ text, rows }: Chunk): void {
    this.hash.update(text);
    this.rows += rows;
  }

  told(): Pick<AboutFile, 'rows' | 'sha256'> {
    return { rows: this.rows, sha256: this.hash.copy().digest('hex') };
  }
}

/** Names of streams in one header, at most: clients refuse larger heads. */
const NAMED = 50;

/** What a file of rows for people is called in its language; one for programs by the name of its rows. */
const fileCalled = ({ of, format, language }: AboutBefore) =>
  (format === 'csv' && language ? WORDS[language].rows.files[of] : undefined) ?? of;

/** What a file says of itself in the head of the answer; rows and SHA-256 only where the whole is at hand. */
export function tellInHead(reply: ReplyHead, about: AboutBefore & Partial<AboutFile>): void {
  const { from, to, format, parked, altered = [], knownAt, position, sha256, rows } = about;
  const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
  reply
    .header('content-type', `${type}; charset=utf-8${format === 'csv' ? '; header=present' : ''}`)
    .header('content-disposition', `attachment; filename="${fileCalled(about)}-${from}-${to}.${format}"`)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept, Accept-Language')
    .header('relet-asked-by', about.askedBy)
    .header('relet-asked-at', about.askedAt)
    .header('relet-filter', new URLSearchParams(about.filter as Record<string, string>).toString())
    .header('relet-as-of', about.asOf)
    .header('relet-known-at', knownAt ?? 'now')
    .header('relet-provisional', String(about.provisional))
    .header('relet-position', position ?? 'none')
    .header('relet-up-to-date', String(about.upToDate))
    .header('relet-age', String(about.age))
    .header('relet-reaches-ahead', String(about.reachesAhead))
    .header('relet-parked', listed(parked))
    .header('relet-altered', listed(altered));
  if (about.language) reply.header('content-language', about.language);
  if (rows !== undefined) reply.header('relet-rows', String(rows));
  if (sha256 !== undefined) reply.header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
}

/** How many, and their names: `2: unit-eksempel.1, unit-eksempel.2`. */
function listed(streams: readonly string[]): string {
  if (!streams.length) return '0';
  const names = streams.slice(0, NAMED).map(encodeURIComponent);
  return `${streams.length}: ${names.join(', ')}${streams.length > NAMED ? ', ...' : ''}`;
}

/** The headers of a file, for the document. */
export const FILE_HEADERS = Object.fromEntries(
  Object.entries({
    'Relet-Position': 'Where the read model stood.',
    'Relet-As-Of': 'The report date.',
    'Relet-Known-At': 'What was known, or `now`.',
    'Relet-Provisional': '`true`: known at a moment so near that it may still change.',
    'Relet-Up-To-Date': '`false`: events are missing that were recorded already.',
    'Relet-Age': 'Seconds since what is read was last known to show all of the log; 0 while it does.',
    'Relet-Reaches-Ahead': '`true`: the period reaches beyond the report date.',
    'Relet-Parked': 'How many histories could not be read and are left out, and which.',
    'Relet-Altered': 'How many histories may have been altered, and which.',
    'Relet-Asked-By': 'The principal.',
    'Relet-Asked-At': 'When.',
    'Relet-Filter': 'Which homes were asked for.',
    'Relet-Rows': 'How many rows there are, where the whole file is at hand: not for rows that are streamed.',
    'Repr-Digest': 'SHA-256 of the file (RFC 9530), where the whole file is at hand.',
  }).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
);
