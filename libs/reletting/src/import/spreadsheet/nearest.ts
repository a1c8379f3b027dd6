import { fill, nearest } from '@relet/words';
import type { Hinted } from '../hinted.js';
import { plain, wordsIn } from '../sheet/headers.js';
import { COLUMN_NAMES, headerOf, type Column, type Layout } from './columns.js';

/** How people head the columns in sheets of their own, as `plain` makes it; the first that fits counts. */
const ALSO: readonly [RegExp, Column][] = [
  [/kommune|municipal/, 'municipality'],
  [/aarsag|grund|reason/, 'reason'],
  [/type|boligart/, 'kind'],
  [/adresse|gade|address/, 'address'],
  [/^(lejemaal|lejlighed|bolig|enhed|apartment|dwelling|home|flat)/, 'unit'],
  [/afdeling|ejendom|bebyggelse|plejehjem|center|house/, 'building'],
  [/haeft|frigoer|liable/, 'liableUntil'],
  [/leje(start|fra|pr|begynd)?.*fra|lejestart|rentstart/, 'rentFrom'],
  [/kontrakt|lejeaftale|contract|lease/, 'contract'],
  [/leje|rent/, 'rent'],
  [/fraflyt|ledig|tomfra|vaca|movedout|moveout/, 'vacated'],
  [/indflyt|overtag|movein|movedin/, 'movedIn'],
  [/opsig|opsagt|varsl|notice/, 'notice'],
  [/noegle|key/, 'keys'],
  [/bestil|ordre|order/, 'ordered'],
  [/klar|faerdig|ready|finish/, 'ready'],
  [/omfang|istandsaet|scope|work/, 'works'],
  [/svar|frist|respond|deadline/, 'respondBy'],
  [/accept|jatak|sagtja/, 'accepted'],
  [/tilbud|tilbyd|offer/, 'offered'],
  [/syn|inspect/, 'inspection'],
];

/** Words by which a header tells of another thing than the column that it is like: what is only hoped for, what was before, another unit. */
const OTHERWISE =
  /^(?:forv$|forvent|planl|oensk|estim|tidligere|forrige|gammel|gamle|naeste|ikke$|oere$|aar$|aarlig|kvm$|m2$|m²$|expect|planned|previous|former|next$|not$|annual|year)/;

/** A header that means nothing here, and what would give it a meaning. */
export interface UnknownHeader {
  header: string;
  /** The nearest known header that the file does not have yet. */
  nearest?: string;
}

/** Each unknown header with the nearest known one. */
export function unknownIn({ unused, at }: Pick<Layout, 'unused' | 'at'>): UnknownHeader[] {
  return unused.map((header) => {
    // What says that it is something else is no column that somebody has misspelt: nobody is led to take it for one.
    const column = wordsIn(header).some((word) => OTHERWISE.test(word)) ? undefined : nearestTo(plain(header), at);
    return { header: header.slice(0, 60), ...(column && { nearest: headerOf(column) }) };
  });
}

/** The same as sentences, with what would take each header. */
export const toldUnknown = (unknown: readonly UnknownHeader[], { hint }: Hinted): string =>
  unknown
    .map(({ header, nearest: known }) => (known ? fill(hint.nearest, { header, known }) : fill(hint.unknownHeader, { header })))
    .join(' ');

function nearestTo(header: string, at: ReadonlyMap<Column, number>): Column | undefined {
  const free = COLUMN_NAMES.filter((column) => !at.has(column));
  const names = new Map(free.flatMap((column) => [column, headerOf(column)].map((name) => [plain(name), column] as const)));
  const near = nearest(header, names.keys());
  return (
    (near === undefined ? undefined : names.get(near)) ?? ALSO.find(([words, column]) => words.test(header) && free.includes(column))?.[1]
  );
}
