import { createHash } from 'node:crypto';

/** What a page may do in a browser: show itself, with its own style; nothing else. */
export function pagePolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it stands in a page: none of its signs is read as one of the page's own. */
export const escaped = (text: string | number) => String(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);
