/** Where somebody goes after signing in: a place on this server, as it was asked for, else the front page. Never a place elsewhere. */
export function wayBack(to: string | undefined): string {
  if (to === undefined || !/^\/[\x21-\x5b\x5d-\x7e]{0,1000}$/.test(to)) return '/';
  // Of what a browser would take for a place elsewhere only the path is left, unless the path is that again.
  const { pathname, search, hash } = new URL(to, 'https://relet.invalid');
  return pathname.startsWith('//') ? '/' : `${pathname}${search}${hash}`;
}
