/** Measures commands over HTTP, with 64 callers on different homes, beside an empty validated POST of the same server. */
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { fork } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { request, Agent } from 'node:http';
import { join } from 'node:path';
import { AppModule } from '../../apps/api/src/index.js';
import { SetRent } from '@relet/domain';
import { checked, Needs, settingsFrom } from '@relet/platform';
import { line, scratch } from './report.js';

const CALLERS = 64;
const SECONDS = 4;
const HOMES = 256;
/** Both are measured in turn this many times; the middle one counts. */
const ROUNDS = 3;

@Controller('bench')
@Needs('command')
class EmptyController {
  @Post()
  @HttpCode(200)
  empty(@Body() body: object): object {
    return { effective: checked(SetRent, body).effective };
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

/** Sends requests for some seconds from a process of its own; answers how many a second came back with 200. */
async function load(address: string, kind: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const post = (path: string, body: object) =>
    new Promise<number>((resolve, reject) => {
      const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json' };
      const sent = request(`${address}${path}`, { method: 'POST', agent, headers }, (answer) =>
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0)),
      );
      sent.on('error', reject).end(JSON.stringify(body));
    });
  if (kind === 'register') {
    const home = {
      effective: '2020-01-01',
      kind: 'care_home',
      municipality: 'eksempel',
      building: 'Bench',
      rentOere: 600000,
      occupiedSince: '2020-01-01',
    };
    for (let n = 0; n < HOMES; n++) await post(`/v1/units/eksempel.${n}`, home);
    process.send?.(0);
    return agent.destroy();
  }
  const end = performance.now() + SECONDS * 1000;
  let [taken, rent] = [0, 0];
  const caller = async (name: number) => {
    for (let n = name; performance.now() < end; n += CALLERS) {
      const path = kind === 'commands' ? `/v1/units/eksempel.${n % HOMES}/rent` : '/bench';
      if ((await post(path, { effective: '2020-02-01', rentOere: 500_000 + (++rent % 1_000_000) })) === 200) taken += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, name) => caller(name)));
  process.send?.(taken / SECONDS);
  agent.destroy();
}

const sent = (address: string, kind: string) =>
  new Promise<number>((resolve, reject) =>
    fork(process.argv[1] as string, [address, kind])
      .on('message', (rate) => resolve(Number(rate)))
      .on('error', reject),
  );

/** Requests a second, and the microseconds of this process for each, which other work on the machine disturbs less. */
async function measured(address: string, kind: string): Promise<{ rate: number; cpu: number }> {
  const before = process.cpuUsage();
  const rate = await sent(address, kind);
  const { user, system } = process.cpuUsage(before);
  return { rate, cpu: (user + system) / (rate * SECONDS) };
}

const middle = (figures: readonly number[]) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

const [, , address, kind] = process.argv;
if (address && kind) await load(address, kind);
else {
  const settings = settingsFrom(
    {},
    { store: join(mkdtempSync(join(scratch(), 'relet-bench-')), 'relet.db'), demo: true, port: 0, log: 'silent' },
  );
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: EmptyModule, imports: [AppModule.with(settings)] },
    new FastifyAdapter(),
    { logger: false },
  );
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  await sent(url, 'register');
  await sent(url, 'empty');
  const rounds: Record<'empty' | 'commands', { rate: number; cpu: number }>[] = [];
  for (let n = 0; n < ROUNDS; n++) rounds.push({ empty: await measured(url, 'empty'), commands: await measured(url, 'commands') });
  const of = (kind: 'empty' | 'commands', what: 'rate' | 'cpu') => middle(rounds.map((round) => round[kind][what]));
  const ratio = middle(rounds.map(({ empty, commands }) => commands.rate / empty.rate));
  line('empty validated POST, 64 callers', of('empty', 'rate'), 'requests/s');
  line('commands over HTTP, 64 callers', of('commands', 'rate'), 'commands/s', ratio, 0.3);
  line('  processor time of an empty POST', of('empty', 'cpu'), 'µs');
  line('  processor time of a command', of('commands', 'cpu'), 'µs', of('empty', 'cpu') / of('commands', 'cpu'));
  await app.close();
}
