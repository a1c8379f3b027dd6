import { isServer, openStore } from './index.js';

test.each(['foo://x', 'http://localhost:2113', 'postgres://h/db', 'esdb:/h'])(
  '%s is refused as an address of an unknown kind of store, and never taken for a file',
  async (setting) => {
    expect(isServer(setting)).toBe(true);
    await expect(openStore(setting)).rejects.toMatchObject({ code: 'STORE_ADDRESS' });
  },
);

test.each(['data/relet.db', '/var/lib/relet.db', 'c:\\relet.db', 'C:/data/relet.db', './relet:1.db'])('%s is a file', (setting) =>
  expect(isServer(setting)).toBe(false),
);

test('the scheme of a server may be written in capitals, like that of any address', () =>
  expect(openStore('ESDB://h:2113')).rejects.toMatchObject({ code: 'STORE_USER_MISSING' }));
