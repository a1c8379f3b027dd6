import type { Typed } from '../../state/drafts';
import type { CommandShape, Schema } from '../../forms/commands';
import type { TimelineEvent } from '../../forms/use-history';

type Content = Readonly<Record<string, unknown>>;

/** How a value that stands is typed in a form. */
interface Written {
  date(day: string): string;
}

/** The form that corrects one event: its day, the fields that it may get anew, and why. */
export interface CorrectionOf {
  shape: CommandShape;
  given: Readonly<Record<string, Typed>>;
  /** Of what is in the form only what differs is sent; new content is sent whole. */
  refine(fields: Record<string, unknown>): Record<string, unknown>;
}

export function correctionOf(shape: CommandShape, event: TimelineEvent, words: Written): CorrectionOf {
  const { newEffective, newPayload, reason } = shape.schema.properties ?? {};
  const content = newPayload?.['x-relet']?.contents?.[event.type];
  const kept = new Set(content?.['x-relet']?.keeps);
  const properties = Object.fromEntries(Object.entries(content?.properties ?? {}).filter(([name]) => !kept.has(name)));
  const day = event.now?.effective ?? event.effective;
  const stands = (event.now?.payload ?? event.payload) as Content;
  const hasContent = Object.keys(properties).length > 0;
  const payload = { properties, required: (content?.required ?? []).filter((name) => !kept.has(name)) } as Schema;
  return {
    shape: {
      ...shape,
      reports: event.type,
      schema: {
        properties: { newEffective, ...(hasContent && { newPayload: payload }), reason } as Record<string, Schema>,
        required: ['newEffective', 'reason'],
      },
    },
    given: { newEffective: words.date(day), reason: 'typing_error', ...typedOf(properties, stands, words) },
    refine: ({ newEffective: typedDay, newPayload: typed = {}, reason: why }) => {
      const next = contentOf(stands, typed as Content, Object.keys(properties));
      return {
        target: event.id,
        reason: why,
        ...(typedDay !== undefined && typedDay !== day && { newEffective: typedDay }),
        ...(hasContent && !isSame(next, stands) && { newPayload: next }),
      };
    },
  };
}

/** The form that takes one event back. */
export function undoOf(shape: CommandShape, event: TimelineEvent): CorrectionOf {
  const { reason } = shape.schema.properties ?? {};
  return {
    shape: { ...shape, reports: event.type, schema: { properties: { reason } as Record<string, Schema>, required: ['reason'] } },
    given: { reason: 'typing_error' },
    refine: ({ reason: why }) => ({ targets: [event.id], reason: why }),
  };
}

/** The content as it stands, with the fields that are in the form as they were typed. A mark that stands as "no" and is not set stays so. */
function contentOf(stands: Content, typed: Content, names: readonly string[]): Content {
  const others = Object.fromEntries(Object.entries(stands).filter(([name]) => !names.includes(name)));
  const own = names.flatMap((name) => {
    const value = typed[name] ?? (stands[name] === false ? false : undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...others, ...Object.fromEntries(own) };
}

const isSame = (a: Content, b: Content) => {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
};

function typedOf(properties: Readonly<Record<string, Schema>>, stands: Content, words: Written): Record<string, Typed> {
  const typed = Object.entries(properties).flatMap(([name, schema]): [string, Typed][] => {
    const value = stands[name];
    return value === undefined || value === null ? [] : [[`newPayload.${name}`, asTyped(name, schema, value, words)]];
  });
  return Object.fromEntries(typed);
}

/** A value as somebody would type it. */
export function asTyped(name: string, schema: Schema, value: unknown, words: Written): Typed {
  if (typeof value === 'boolean') return name === 'direct' ? value : value ? 'yes' : 'no';
  if (schema.format === 'date') return words.date(String(value));
  if (schema['x-relet']?.kind === 'money') return (Number(value) / 100).toFixed(2).replace('.', ',');
  return String(value);
}
