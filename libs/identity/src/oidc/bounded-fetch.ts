import { AccessRefused } from '@relet/platform';
import { isReachable } from './oidc-settings.js';

/** Milliseconds that an identity provider may take, and bytes that it may send. */
const PATIENCE = 5_000;
const LARGEST = 262_144;

/** What is sent to an identity provider. */
interface Sending {
  method?: string;
  headers?: Record<string, string> | Headers;
  body?: unknown;
}

/**
 * Asks an identity provider, with bounds: by https or on this machine, following nobody elsewhere, and no longer or larger than is sensible.
 * Throws AccessRefused: ISSUER_UNAVAILABLE.
 */
export async function boundedFetch(url: string, { method = 'GET', headers = {}, body }: Sending): Promise<Response> {
  if (!URL.canParse(url) || !isReachable(new URL(url))) throw new AccessRefused('ISSUER_UNAVAILABLE');
  try {
    const sent = { method, headers, ...(body !== undefined && body !== null && { body: body as string }) };
    const answer = await fetch(url, { ...sent, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status >= 500) throw new RangeError('An identity provider has a fault of its own.');
    const bytes = await bytesOf(answer);
    const { status, headers: told } = answer;
    return new Response(bytes.length ? bytes : null, { status, headers: told });
  } catch {
    throw new AccessRefused('ISSUER_UNAVAILABLE');
  }
}

async function bytesOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (size > LARGEST) throw new RangeError('An identity provider sends too much.');
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** True when an error comes of not reaching the identity provider, and not of what it says. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error instanceof AccessRefused && error.code === 'ISSUER_UNAVAILABLE') || isUnreachable(error.cause);
}
