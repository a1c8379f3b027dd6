/** Routes that take a form of a page, or of the identity provider, and JSON nowhere. */
export const FORM_ROUTES: ReadonlySet<string> = new Set([
  '/sign-in',
  '/sign-in/password',
  '/sign-in/oidc/sign-out',
  '/sign-out',
  '/welcome/:link',
]);

/** The most that a form of a page holds, in bytes. */
export const LARGEST_FORM = 16_384;

/** The most signs of a field: a token of a provider is longer than what people type. */
const LARGEST_FIELD = 8_000;

/** Fields of a form, as far as they are text of such a length; what is not there is empty. */
export function fieldsOf<Name extends string>(body: unknown, ...names: Name[]): Record<Name, string> {
  const form = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (Object.hasOwn(form, name) && typeof form[name] === 'string' ? form[name].slice(0, LARGEST_FIELD) : '');
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>;
}
