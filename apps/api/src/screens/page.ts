import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENS_FOLDER } from './folder.js';

let page: string | undefined;

/** The one page of the application, and the headers that it is answered with. It holds nothing that is anyone's: who may see what is asked of /v1. */
export function pageOfScreens(): { text: string; headers: Readonly<Record<string, string>> } {
  page ??= readFileSync(join(SCREENS_FOLDER, 'index.html'), 'utf8');
  const nonce = randomBytes(16).toString('base64');
  return {
    text: page.replaceAll('__nonce__', nonce),
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyWith(nonce) },
  };
}

/** What the page may do in a browser: our own scripts, styles, fonts and requests, and the one style that the toolkit writes itself. */
const policyWith = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
