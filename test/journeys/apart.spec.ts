import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../../apps/api/src/index.js';
import { ProjectorModule } from '../../apps/projector/src/projector.module.js';
import { settingsFrom } from '@relet/platform';
import { as, serve } from './server.js';

const HOME = { effective: '2024-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };
const headers = { ...as('administrator'), 'content-type': 'application/json', 'relet-now': '2024-02-01' };

test('an API that makes no rows answers what a projector beside it has made, as soon as it was made', async () => {
  const store = join(mkdtempSync(join(tmpdir(), 'relet-')), 'relet.db');
  await (await serve({ store })).stop();
  const settings = settingsFrom({}, { store, demo: true, port: 0, log: 'silent' });
  const quietly = { logger: false, abortOnError: false } as const;
  const projector = await NestFactory.createApplicationContext(await ProjectorModule.with({ ...settings, readOnly: true }), quietly);
  const beside = await AppModule.besideOthers(settings);
  const api = await NestFactory.create<NestFastifyApplication>(beside, new FastifyAdapter(), quietly);
  await api.listen(0, '127.0.0.1');
  const address = await api.getUrl();
  const answer = await fetch(`${address}/v1/units/eksempel.1`, { method: 'POST', headers, body: JSON.stringify(HOME) });
  const { position } = (await answer.json()) as { position: string };
  const board = await fetch(`${address}/v1/board?after=${position}`, { headers });
  expect((await board.json()) as object).toMatchObject({ position, upToDate: true, homes: [{ unit: 'eksempel.1' }] });
  await api.close();
  await projector.close();
});
