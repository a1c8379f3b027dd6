import { addressOf } from './address.js';

const told = (setting: string) => {
  try {
    return addressOf(setting);
  } catch (error) {
    return error as { code: string; message: string };
  }
};

test.each([
  ['esdb://127.0.0.1:2113?tls=false', '127.0.0.1:2113', 'relet'],
  ['esdb://127.0.0.1:2113/?TLS=False', '127.0.0.1:2113', 'relet'],
  ['esdb://relet:s%40fe@events.example:2113', 'events.example:2113', 'relet'],
  ['esdb+discover://writer:x@a:2113,b:2113,c:2113?nodePreference=leader', 'a:2113,b:2113,c:2113', 'writer'],
])('%s names a server and who comes', (setting, host, username) =>
  expect(told(setting)).toMatchObject({ host, credentials: { username } }),
);

test.each([
  ['kurrentdb://user:secret@host:2113', 'STORE_ADDRESS', 'another client'],
  ['esdb://', 'STORE_ADDRESS', 'no address'],
  ['esdb://user:secret@host:2113?tls=false', 'STORE_ADDRESS', 'Without TLS'],
  ['esdb://host:2113', 'STORE_USER_MISSING', 'asks who comes'],
  ['esdb://host:2113?tls=true', 'STORE_USER_MISSING', 'asks who comes'],
  ['esdb://user:secret@host:2113?tlsCAFile=/nowhere/ca.crt', 'STORE_UNTRUSTED', 'no file'],
  ['esdb://us%er:secret@host:2113', 'STORE_ADDRESS', '%25'],
  ['esdb://user:secret@host:2113?tlsVerifyCert=false', 'STORE_ADDRESS', 'tlsCAFile'],
  ['esdb://user:secret@host:2113?tls_verify-cert=false', 'STORE_ADDRESS', 'tlsCAFile'],
  ['esdb://user:secret@host:2113?throwOnAppendFailure=false', 'STORE_ADDRESS', 'not known'],
  ['esdb://user:secret@host:2113?pasword=x', 'STORE_ADDRESS', 'not known'],
])('%s is refused by its own sentence, which repeats nothing of it', (setting, code, sentence) => {
  const error = told(setting);
  expect(error).toMatchObject({ code, message: expect.stringContaining(sentence) });
  expect(JSON.stringify(error)).not.toContain('secret');
});

test('the client, which prints its address with each of its warnings, is not given who asks in it', () =>
  expect(addressOf('esdb+discover://user:s%40cret@a,b:2113?keepAliveInterval=9000').setting).toBe(
    'esdb+discover://a,b:2113?keepAliveInterval=9000&gossipTimeout=1',
  ));

test('the password is given as it is meant', () => expect(addressOf('esdb://relet:s%40fe@h').credentials.password).toBe('s@fe'));

test.each([
  ['esdb://a:2113,b:2113?tls=false', 'esdb://a:2113,b:2113?tls=false&gossipTimeout=1'],
  ['esdb+discover://relet:x@cluster.example', 'esdb+discover://cluster.example?gossipTimeout=1'],
  ['esdb://a,b?tls=false&GossipTimeout=7', 'esdb://a,b?tls=false&GossipTimeout=7'],
  ['esdb://a:2113?tls=false', 'esdb://a:2113?tls=false'],
])('a machine of a cluster is not asked for long who leads: %s', (given, meant) => expect(addressOf(given).setting).toBe(meant));
