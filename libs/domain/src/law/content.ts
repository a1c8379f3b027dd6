import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Fact } from '../events.js';
import type { Book, FactLaw, Kind } from './chapter.js';
import { fieldOf } from './facts.js';
import { mustHoldNoPersonalNumber } from './personal-numbers.js';
import { refuseField } from './malformed.js';

/**
 * The whole new content of an event as it will be stored: the fields of the command that reports such an event.
 * MALFORMED when a field is unknown, missing or wrong, or when it names another offer or municipality.
 */
export function checkedContent<K extends Kind>(
  book: Book<K>,
  target: Fact,
  newPayload: object,
  { municipality, recorded }: { municipality: string; recorded: readonly Fact[] },
): object {
  const law = book.facts[target.type] as FactLaw<K>;
  const payload = checkedFields(book, target, { ...law.marks, ...newPayload }, { law, recorded });
  for (const field of keptBy(law)) {
    if (fieldOf({ payload }, field) !== fieldOf(target, field)) refuseField('FIELD_KEPT', at(field), field);
  }
  const missing = missingIn(law.whole?.(target.payload as never) ?? {}, payload);
  if (missing) refuseField('FIELD_LACKS', at(missing), missing);
  const fault = law.malformed?.(payload as never, { municipality });
  if (fault) refuseField(fault.why, at(fault.field));
  return payload;
}

const at = (field: string) => `/newPayload/${field}`;

/** True for facts that no person corrects: they follow from others, or stand for good. */
export const isBeyondCorrection = ({ byItself, forGood }: Pick<FactLaw<Kind>, 'byItself' | 'forGood'>): boolean =>
  byItself !== undefined || forGood !== undefined;

/** What it is about, what others rely on, and what follows from the home. */
export function keptBy({ about, keeps = [], follows }: FactLaw<Kind>): string[] {
  return [...(about ? [about] : []), ...keeps, ...(follows ? [follows.field] : [])];
}

/** The content with its text as it is stored: letters in one form, ids in lower case. */
function checkedFields<K extends Kind>(
  book: Book<K>,
  target: Fact,
  payload: object,
  { law: { follows }, recorded }: { law: FactLaw<K>; recorded: readonly Fact[] },
): object {
  const unfitting = (pointer: string) => refuseField('CONTENT_UNFITTING', pointer);
  const verb = Object.values(book.verbs).find(({ reports }) => reports === target.type);
  if (!verb || 'effective' in payload) return unfitting('/newPayload');
  const beside = verb.beside?.find((field) => field in payload);
  if (beside) unfitting(`/newPayload/${beside}`);
  const fields = Object.fromEntries(Object.entries(payload).filter(([field]) => field !== follows?.field));
  const instance = plainToInstance(verb.body, { effective: target.effective, ...fields });
  const [error] = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (error && !(error.property in fields)) refuseField('FIELD_LACKS', at(error.property), error.property);
  if (error) unfitting(at(error.property));
  mustHoldNoPersonalNumber(verb.body, instance, recorded, '/newPayload');
  return Object.fromEntries(
    Object.entries(payload).map(([field, value]: [string, unknown]) => {
      return [field, typeof value === 'string' ? (fieldOf({ payload: instance }, field) ?? value) : value];
    }),
  );
}

/** The first field, of nested ones too, that the whole has and the content has not. */
function missingIn(whole: object, payload: object): string | undefined {
  return Object.entries(whole).flatMap(([field, inner]) => {
    const given = (payload as Record<string, unknown>)[field];
    if (given === undefined) return [field];
    const nested = typeof inner === 'object' && inner ? missingIn(inner as object, given as object) : undefined;
    return nested === undefined ? [] : [`${field}/${nested}`];
  })[0];
}
