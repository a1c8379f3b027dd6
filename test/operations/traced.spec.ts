import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { give, newStore, REGISTRATION, serveApart } from './processes.js';

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string } }[];
  status: { code?: number };
}

/** A collector that keeps what it is sent. */
async function collector() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => (bodies.push(body), response.writeHead(200, { 'content-type': 'application/json' }).end('{}')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const spans = () =>
    bodies.flatMap((body) =>
      (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
  return { bodies, spans, server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const told = ({ attributes }: Span, key: string) => attributes.find((attribute) => attribute.key === key)?.value.stringValue;

test('spans of commands, appends, projection and queries go to the collector that is named, and name no home and no person', async () => {
  const { bodies, spans, server, address } = await collector();
  const served = await serveApart(newStore(), { OTEL_EXPORTER_OTLP_ENDPOINT: address, RELET_DEMO: 'principals' });
  await give(served.address, 'eksempel.canary', { ...REGISTRATION, building: 'Kanariegaarden' }, 'one');
  await give(served.address, 'eksempel.canary', { ...REGISTRATION, building: 'Kanariegaarden 2' }, 'two');
  const asked = await fetch(`${served.address}/v1/board?building=Kanariegaarden`, {
    headers: { authorization: 'Bearer demo-administrator' },
  });
  expect(asked.status).toBe(200);
  expect(await served.stop()).toBe(0);
  server.close();
  const named = (name: string) => spans().filter((span) => span.name === name);
  const [taken, refused] = named('command');
  expect([taken, refused].map((span) => told(span as Span, 'relet.command'))).toEqual(['RegisterUnit', 'RegisterUnit']);
  expect([told(refused as Span, 'relet.code'), refused?.status.code]).toEqual(['UNIT_EXISTS', 2]);
  expect(named('append')).toEqual(expect.arrayContaining([expect.objectContaining({ parentSpanId: taken?.spanId })]));
  expect(named('projection').length).toBeGreaterThan(0);
  expect(named('query').map((span) => told(span, 'relet.query'))).toContain('AskBoard');
  expect(bodies.join('')).not.toMatch(/canary|Kanariegaarden|eksempel/i);
}, 60_000);

test('a collector that is away keeps nobody from working, and is told in the log', async () => {
  const served = await serveApart(newStore(), {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer kanarie',
    OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    RELET_DEMO: 'principals',
    RELET_LOG: 'error',
  });
  const { status } = await give(served.address, 'eksempel.1', { ...REGISTRATION }, 'one');
  expect(status).toBe(200);
  expect(await served.stop()).toBe(0);
  expect(served.said.out).toContain('Spans could not be sent to the collector.');
  expect(served.said.out + served.said.talk).not.toContain('kanarie');
}, 60_000);
