import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { serve, type Server } from './server.js';

/** A request as its bytes are sent, and what it is answered: a status, and the code of a problem. */
interface Sent {
  what: string;
  right: string;
  head: string[];
  body?: string;
}

const CASES = 'test/cases';
const requests = readdirSync(CASES).flatMap((kind) => {
  const list = join(CASES, kind, 'requests.json');
  const its = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Sent[]) : [];
  return its.map((sent): [string, string, Sent] => [kind, sent.what, sent]);
});

let server: Server;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

/** The answer to bytes that no client would send. */
const answered = ({ head, body = '' }: Sent) =>
  new Promise<string>((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    socket.on('close', () => resolve(answer)).on('error', reject);
    socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
  });

test.each(requests)('%s: %s', async (_, _what, sent) => {
  const answer = await answered(sent);
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
  const [, code] = /"code":"([A-Z_0-9]+)"/.exec(answer) ?? [];
  expect([status, code].filter(Boolean).join(' ')).toBe(sent.right);
  if (code) expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
});
