import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openTables } from '../kept/on-server.js';
import { ENGINES, newFolder, newSetting, type Engine } from '../places.spec-support.js';
import { KeyFile } from './key-file.js';
import { KEY_TABLES, KeyTable } from './key-table.js';
import { Keys, type KeyRows } from './keys.js';
import { masterKeyOf } from './master-key.js';

const PLACES: Record<Engine, () => Promise<() => Promise<KeyRows>>> = {
  files: async () => {
    const path = join(newFolder(), 'keys.db');
    return async () => new KeyFile(path);
  },
  PostgreSQL: async () => {
    const setting = await newSetting();
    return async () => new KeyTable(await openTables(setting, KEY_TABLES));
  },
};

describe.each(ENGINES)('keys in %s', (engine) => {
  const [master, other] = [masterKeyOf(randomBytes(32)), masterKeyOf(randomBytes(32))];
  let open: () => Promise<KeyRows>;
  let keys: Keys;
  beforeEach(async () => {
    open = await PLACES[engine]();
    keys = new Keys(await open());
  });
  afterEach(() => keys.close());

  test('are one an owner, made once however many ask, and there again when they are opened again', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => keys.keyFor('anna', master)));
    expect(new Set(asked.map(({ bytes }) => bytes.toString('hex'))).size).toBe(1);
    expect((await keys.keyFor('bo', master)).bytes).not.toEqual(asked[0]?.bytes);
    await keys.close();
    keys = new Keys(await open());
    expect(await keys.keyOf('anna', master)).toEqual(asked[0]);
    expect([await keys.count(), await keys.wrappedBy(), await keys.keyOf('nobody', master)]).toEqual([2, master.id, undefined]);
  });

  test('are each the one that was asked for, also when many are asked for at the same time', async () => {
    const [anna, bo] = [await keys.keyFor('anna', master), await keys.keyFor('bo', master)];
    const asked = ['bo', 'nobody', 'anna', 'bo'].map((owner) => keys.keyOf(owner, master));
    expect(await Promise.all(asked)).toEqual([bo, undefined, anna, bo]);
  });

  test('that are destroyed are gone for ever, the others are not; a new one is another one', async () => {
    const [anna, bo] = [await keys.keyFor('anna', master), await keys.keyFor('bo', master)];
    await keys.destroy('anna', 'nobody');
    expect([await keys.leaveNothing(), await keys.has('anna'), await keys.has('bo')]).toEqual([true, false, true]);
    expect(await keys.keyOf('bo', master)).toEqual(bo);
    expect((await keys.keyFor('anna', master)).bytes).not.toEqual(anna.bytes);
  });

  test('are wrapped anew, all of them, and from then on by nothing else', async () => {
    const known = [await keys.keyFor('anna', master), await keys.keyFor('bo', master)];
    await keys.rewrap(master, other);
    expect([await keys.keyOf('anna', other), await keys.keyOf('bo', other)]).toEqual(known);
    await expect(keys.keyOf('anna', master)).rejects.toMatchObject({ code: 'PERSONS_UNREADABLE' });
    for (const late of [keys.keyFor('carl', master), keys.rewrap(master, other)])
      await expect(late).rejects.toMatchObject({ code: 'PERSONS_UNREADABLE' });
    expect([await keys.wrappedBy(), await keys.count(), await keys.keyOf('anna', other)]).toEqual([other.id, 2, known[0]]);
  });

  test('that are made while the others are wrapped anew are either wrapped so or refused', async () => {
    await keys.keyFor('anna', master);
    const made = Array.from({ length: 20 }, (_, n) =>
      keys.keyFor(`late ${n}`, master).then(
        () => n,
        () => undefined,
      ),
    );
    const wrapped = keys.rewrap(master, other);
    const there = (await Promise.all(made)).filter((n) => n !== undefined);
    await wrapped;
    for (const owner of ['anna', ...there.map((n) => `late ${n}`)])
      expect([owner, await keys.keyOf(owner, other)]).toEqual([owner, expect.anything()]);
    expect(await keys.count()).toBe(there.length + 1);
  });

  test('remember words by name', async () => {
    await keys.setMeta('reads', '1 a');
    await keys.setMeta('reads', '2 b');
    expect([await keys.meta('reads'), await keys.meta('none')]).toEqual(['2 b', undefined]);
  });
});
