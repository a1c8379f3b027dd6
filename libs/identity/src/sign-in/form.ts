/** Routes that take a form of a page, and JSON nowhere. */
export const FORM_ROUTES: ReadonlySet<string> = new Set(['/sign-in', '/sign-out', '/welcome/:link']);

/** The most that a form of a page holds, in bytes. */
export const LARGEST_FORM = 16_384;

/** Fields of a form, as far as they are text of a length that people type; what is not there is empty. */
export function fieldsOf<Name extends string>(body: unknown, ...names: Name[]): Record<Name, string> {
  const form = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (Object.hasOwn(form, name) && typeof form[name] === 'string' ? form[name].slice(0, 1_000) : '');
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>;
}
