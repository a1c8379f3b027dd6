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

const measured = (address: string, kind: string) =>
  new Promise<number>((resolve, reject) =>
    fork(process.argv[1] as string, [address, kind])
      .on('message', (rate) => resolve(Number(rate)))
      .on('error', reject),
  );

const [, , address, kind] = process.argv;
if (address && kind) await load(address, kind);
else {
  const settings = settingsFrom({}, { store: join(mkdtempSync(join(scratch(), 'relet-bench-')), 'relet.db'), port: 0, log: 'silent' });
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: EmptyModule, imports: [AppModule.with(settings)] },
    new FastifyAdapter(),
    { logger: false },
  );
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  await measured(url, 'register');
  await measured(url, 'empty');
  const empty = await measured(url, 'empty');
  const commands = await measured(url, 'commands');
  line('empty validated POST, 64 callers', empty, 'requests/s');
  line('commands over HTTP, 64 callers', commands, 'commands/s', commands / empty, 0.15);
  await app.close();
}
