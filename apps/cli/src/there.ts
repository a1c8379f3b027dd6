import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';

/** What a server has written down for this machine: its name, and the file of the certificate that it shows. */
export interface Shown {
  name?: string;
  cert: string;
}

/** Milliseconds within which a server of this machine takes a connection. */
const PATIENCE = 10_000;

/** Origins of this machine's servers that speak TLS. Nobody asks there for another reason than that the server's own note has named it. */
const shownAt = new Map<string, Shown>();

/** Remembers what the server at an origin shows. */
export function knownBy(origin: string, shown: Shown | undefined): string {
  if (shown) shownAt.set(origin, shown);
  return origin;
}

/**
 * Asks the server of a store, on this machine and not by way of names and networks. What it shows must be the certificate in the very file that it serves with, else
 * nothing is sent. Undefined when it could not be asked; `why` hears of it.
 */
export async function askThere(
  url: string,
  init: RequestInit = {},
  why: (reason: string) => void = () => undefined,
): Promise<Response | undefined> {
  try {
    const shown = shownAt.get(new URL(url).origin);
    return shown ? await overTls(new URL(url), shown, init) : await fetch(url, init);
  } catch (error) {
    why(reasonOf(error as Error));
    return undefined;
  }
}

async function overTls(url: URL, shown: Shown, { method = 'GET', headers, body }: RequestInit): Promise<Response> {
  const socket = await trusted(url, shown);
  const asked = request(url.href.replace('https:', 'http:'), {
    method,
    // No agent is named: it would open a connection of its own.
    createConnection: () => socket,
    headers: { ...(headers as Record<string, string>), host: url.host, connection: 'close' },
  });
  asked.end(body ?? undefined);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const told = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(Readable.toWeb(answer) as ReadableStream, { status: answer.statusCode ?? 0, headers: told });
}

async function trusted({ hostname, port }: URL, { name, cert }: Shown): Promise<TLSSocket> {
  const own = new X509Certificate(readFileSync(cert)).fingerprint256;
  // No authority is asked whose certificate it is: it is this one, or none.
  const socket = connect({
    ...{ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443), rejectUnauthorized: false },
    ...(name !== undefined && { servername: name }),
  });
  await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE) });
  if (socket.getPeerCertificate().fingerprint256 === own) return socket;
  socket.destroy();
  throw new Error(`another certificate than that in ${cert}`);
}

/** What a machine says of it: the code of the network, or a sentence. */
function reasonOf({ message, cause, ...error }: Error & { code?: string }): string {
  return (cause as { code?: string } | undefined)?.code ?? error.code ?? message;
}
