import { ApiHeader } from '@nestjs/swagger';
import { formAsked, languageOf, type Sent } from '@relet/platform';
import type { PeriodQuery } from './vacancy.queries.js';

type Forms = readonly [string, 'text/csv'];

/** The header by which a form is asked for, as the document has it. */
export const ACCEPT = ([first]: Forms) =>
  ApiHeader({
    name: 'Accept',
    required: false,
    description: `Without \`csv\`: \`${first}\`, or \`text/csv\` in the language of \`Accept-Language\` (English by default). What is neither is 406 \`NOT_ACCEPTABLE\`.`,
  });

/** A question with the form in which it is to be answered: `csv` says it, else `Accept`. A program that asks for JSON of whatever it asks gets rows as lines of JSON. Throws NotAcceptable. */
export function inForm<Q extends PeriodQuery>(query: Q, headers: Sent, forms: Forms): Q {
  if (query.csv || formAsked(headers['accept'], [...forms, 'application/json']) !== 'text/csv') return query;
  return { ...query, csv: languageOf(headers['accept-language'], 'en') };
}
