import type { Draft, Typed } from '../state/drafts';
import { typesOf, type Schema } from './schema';
import { dayTyped } from './day-typed';
import { oereTyped } from './money-typed';

/** What was typed, as the command takes it, and which fields cannot be read yet. */
export interface Body {
  fields: Record<string, unknown>;
  unread: Readonly<Record<string, 'day' | 'money' | 'number'>>;
  missing: readonly string[];
}

/** Reads a form by the schema of its command. What is empty is left out. */
export function bodyOf(schema: Schema, typed: Draft['typed'], today: string, within = ''): Body {
  const fields: Record<string, unknown> = {};
  const unread: Record<string, 'day' | 'money' | 'number'> = {};
  const missing: string[] = [];
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const at = within + name;
    if (field.properties) {
      const inner = bodyOf(field, typed, today, `${at}.`);
      Object.assign(unread, inner.unread);
      if (Object.keys(inner.fields).length) {
        fields[name] = inner.fields;
        missing.push(...inner.missing);
      }
      continue;
    }
    const value = readAs(field, typed[at], today);
    if (value === undefined) {
      if (schema.required?.includes(name)) missing.push(at);
    } else if (typeof value === 'object' && value !== null && 'unread' in value) unread[at] = value.unread as 'day';
    else fields[name] = value;
  }
  return { fields, unread, missing };
}

function readAs(field: Schema, typed: Typed | undefined, today: string): unknown {
  if (typed === undefined || typed === '' || typed === false || (Array.isArray(typed) && !typed.length)) return undefined;
  if (typeof typed !== 'string') return typed;
  if (field.format === 'date') return dayTyped(typed, today) ?? { unread: 'day' };
  if (field['x-relet']?.kind === 'money') return oereTyped(typed) ?? { unread: 'money' };
  if (typesOf(field).includes('boolean')) return typed === 'yes';
  if (typesOf(field).includes('integer')) return /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : { unread: 'number' };
  return typed.trim();
}
