import { addressOf } from './address.js';
import { Connection } from './connection.js';

test('a connection is closed although a call under way never says that it has ended', async () => {
  const connection = new Connection(addressOf('esdb://127.0.0.1:9?tls=false'));
  connection.client.dispose = () => new Promise(() => undefined);
  await connection.close();
  expect(() => connection.mustBeOpen()).toThrow('The store is closed.');
});
