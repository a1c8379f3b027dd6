import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { AccessRefused, isLoopback, Malformed, NotServedAs, type Settings } from '@relet/platform';

/** A request as its connection shows it; `ip` is where it comes from behind the proxies that are named. */
interface Arriving {
  ip: string;
  raw: IncomingMessage;
  headers: IncomingHttpHeaders;
}

/** What only this machine and the proxies ask: it tells of the process and of no home. */
const OF_THE_MACHINE: ReadonlySet<string> = new Set(['/metrics', '/readyz']);

/** Says of each request why it does not get in, if it does not: by its way, by the name it was asked under, and by the place it asks for. */
export function doorOf(settings: Settings): (asked: Arriving, route: string | undefined) => Error | undefined {
  return (asked, route) => wrongWay(settings, asked, route) ?? wrongName(settings, asked) ?? wrongPlace(settings, asked, route);
}

/** What every answer tells a browser: to keep none, as any of them may hold what others must not see, and to show none as a page or within another one. Pages say themselves what they load. */
export const FOR_BROWSERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** Headers of every answer. Over TLS a browser is told to come by it alone from now on. */
export function guardsOf({ publicUrl }: Settings): Readonly<Record<string, string>> {
  return { ...FOR_BROWSERS, ...(publicUrl !== undefined && { 'strict-transport-security': 'max-age=31536000' }) };
}

/** Where no TLS ends here, requests come through a proxy that is named and says that they came to it by TLS, or from this machine itself. */
function wrongWay({ publicUrl, tls, trustedProxy }: Settings, { raw, headers }: Arriving, route: string | undefined): Error | undefined {
  if (publicUrl === undefined || tls) return undefined;
  const peer = plain(raw.socket.remoteAddress);
  const isProxied = headers['x-forwarded-for'] !== undefined || headers['x-forwarded-proto'] !== undefined;
  if (isLoopback(peer) && !isProxied) return undefined;
  if (!trustedProxy.includes(peer)) return new AccessRefused('NOT_BY_TLS');
  const isHealth = route !== undefined && OF_THE_MACHINE.has(route);
  return headers['x-forwarded-proto'] === 'https' || (isHealth && !isProxied) ? undefined : new AccessRefused('NOT_BY_TLS');
}

/**
 * The name that counts is the one in the target of the request where it names one, else that of Host. A web page elsewhere can have its own name lead
 * here (DNS rebinding), so that only names of ours are answered.
 */
function wrongName({ publicUrl, host: listened }: Settings, { raw, headers: { host } }: Arriving): Error | undefined {
  if (host === undefined) return new Malformed([{ pointer: '', fault: 'HOST' }]);
  const [, asked = host] = /^[a-z]+:\/\/([^/?#]*)/i.exec(raw.url ?? '') ?? [];
  const [, bracketed, named = ''] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+?)\.?)(?::\d{1,5})?$/i.exec(asked) ?? [];
  const name = (bracketed ?? named).toLowerCase();
  const served = publicUrl === undefined ? listened : new URL(publicUrl).hostname;
  return name === served || isLoopback(name) ? undefined : new NotServedAs();
}

/** From elsewhere these places are not there. */
function wrongPlace({ publicUrl, trustedProxy }: Settings, { ip }: Arriving, route: string | undefined): Error | undefined {
  if (publicUrl === undefined || route === undefined || !OF_THE_MACHINE.has(route)) return undefined;
  const from = plain(ip);
  return isLoopback(from) || trustedProxy.includes(from) ? undefined : Object.assign(new Error('Not found'), { statusCode: 404 });
}

/** An address as it is written, also when it comes by a connection of the newer kind. */
const plain = (address: string | undefined) => (address ?? '').replace(/^::ffff:/, '');
