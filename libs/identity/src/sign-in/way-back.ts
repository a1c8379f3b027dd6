/** Where somebody goes after signing in: a place on this server, as it was asked for, else the front page. Never a place elsewhere. */
export function wayBack(to: string | undefined): string {
  if (to === undefined || !/^\/[\x21-\x5b\x5d-\x7e]{0,1000}$/.test(to)) return '/';
  const here = 'https://relet.invalid';
  const { origin, pathname, search, hash } = new URL(to, here);
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
