import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ProjectorModule } from '../../apps/projector/src/projector.module.js';
import { openStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { makeMasterKey, PersonsByThemselves, Vault } from '@relet/persons';
import { ReadModels, settingsFrom, type Settings } from '@relet/platform';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import { as, personsOnServer, serve, type Server } from '../journeys/server.js';
import { newStore, PROGRAM_IN_PARTS, serveApart, type ServerProcess } from '../operations/processes.js';
import { lookUp } from '../persons/persons-house.js';

const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const approval = { effective: day, list: 'general', elderly: true };

(hasPostgres ? describe : describe.skip)('of two APIs one is killed between two steps, and the other goes on', () => {
  let standIn: EventStoreDbStandIn;
  let projector: INestApplicationContext;
  let other: Server;
  let killed: ServerProcess;
  let env: Record<string, string>;

  beforeAll(async () => {
    standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
    const readModel = (await sharedPostgres()).setting();
    const persons = await personsOnServer(newStore());
    makeMasterKey(persons.masterKey);
    const both: Partial<Settings> = { store: standIn.setting, readModel, clock: 'system', persons };
    const ofProjector = settingsFrom({}, { log: 'silent', ...both, role: 'projector' });
    projector = await NestFactory.createApplicationContext(await ProjectorModule.with(ofProjector), { logger: false });
    other = await serve({ ...both, role: 'api' });
    env = {
      RELET_READ_MODEL: readModel,
      RELET_KEYS: persons.keys,
      RELET_ERASURES: persons.erasures,
      RELET_MASTER_KEY: persons.masterKey,
      RELET_DEMO: 'principals',
      NODE_OPTIONS: `--import=${pathToFileURL('test/faults/killed-after.ts').href}`,
    };
  }, 120_000);
  beforeEach(async () => {
    killed = await serveApart(standIn.setting, env, '0', 'api', PROGRAM_IN_PARTS);
  }, 60_000);
  afterAll(async () => {
    await other.stop();
    await projector.close();
    await standIn.stop();
  });

  async function cutOffAfter(step: string, path: string, body: object, key = ''): Promise<void> {
    killed.child.send(step);
    await once(killed.child, 'message');
    const headers = { authorization: 'Bearer demo-eksempel', 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) };
    const asked = fetch(`${killed.address}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect([
      step,
      await asked.then(
        ({ status }) => status,
        () => 'no answer',
      ),
    ]).toEqual([step, 'no answer']);
    expect(await killed.ended).toBe('SIGKILL');
  }

  /** The other one finds by itself what was left; what was under way counts as such for six seconds. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let n = 0; n < 100 && !(await isSo()); n++) {
      await setTimeout(150);
      await other.part(PersonsByThemselves).look();
    }
    expect(await isSo()).toBe(true);
  }
  const found = async (name: string) =>
    (await other.post('/v1/persons/search', { name, reason: 'case_work' }, as('eksempel'))).body['persons'] as unknown as {
      citizen: string;
    }[];

  test.each(['key', 'row', 'event', 'row going live'])(
    'an approval cut off after its %s leaves the citizen with the person or neither, and under its key it is one approval of one person',
    async (step) => {
      const { register } = other.part(Vault).open();
      const person = { name: `Anna ${step.replaceAll(' ', '')}` };
      await cutOffAfter(step, 'persons/approvals', { approval, person }, step.replaceAll(' ', '-'));
      const isThere = step === 'event' || step === 'row going live';
      await until(async () => !(await register.subjects('pending')).length);
      expect(await found(person.name)).toHaveLength(isThere ? 1 : 0);
      const given = await other.post(
        '/v1/persons/approvals',
        { approval, person },
        { ...as('eksempel'), 'idempotency-key': step.replaceAll(' ', '-') },
      );
      expect(given.status).toBe(200);
      expect(await found(person.name)).toEqual([{ citizen: given.body['citizen'], name: person.name }]);
    },
    60_000,
  );

  test.each(['event', 'line in the record', 'key going', 'row going', 'certificate'])(
    'an erasure cut off after its %s is finished by the other, with a certificate',
    async (step) => {
      const { ledger, keys, register } = other.part(Vault).open();
      const { body } = await other.post('/v1/persons/approvals', { approval, person: { name: 'Skal Slettes' } }, as('eksempel'));
      const citizen = body['citizen'] as unknown as string;
      await other.post(`/v1/citizens/${citizen}/removal`, { effective: day, reason: 'own_wish' }, as('eksempel'));
      await other.part(ReadModels).reached(other.position as string, 10_000);
      await cutOffAfter(step, 'persons/erasures', { citizen, ground: 'request_granted' });
      await until(async () => (await ledger.certificateOf(citizen)) !== undefined);
      expect([await keys.has(citizen), await register.subject(citizen), await found('skal slettes')]).toEqual([false, undefined, []]);
      expect(await ledger.erasureOf(citizen)).toMatchObject({ ground: 'request_granted' });
      expect((await lookUp(other, citizen)).body).toMatchObject({ erased: true, name: '[slettet]' });
    },
    60_000,
  );
});
