import type { Typed } from '../../state/drafts';

/** An agreement as it would be typed: its fields by name, nested ones with dots. What is not agreed is left empty. */
export function typedPolicy(policy: object, within = ''): Record<string, Typed> {
  return Object.assign(
    {},
    ...Object.entries(policy).map(([name, value]: [string, unknown]): Record<string, Typed> => {
      if (value === null || value === undefined) return {};
      if (typeof value === 'object') return typedPolicy(value, `${within}${name}.`);
      if (typeof value === 'boolean') return { [within + name]: value ? 'yes' : 'no' };
      return typeof value === 'number' || typeof value === 'string' ? { [within + name]: String(value) } : {};
    }),
  ) as Record<string, Typed>;
}
