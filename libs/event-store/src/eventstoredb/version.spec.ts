import { isSafe } from './version.js';

test.each(['24.10.5', '24.10.6.1234', '25.0.1', '25.1.1', '26.0.0', '100.0.0'])('a server %s is taken', (version) =>
  expect(isSafe(version)).toBe(true),
);
test.each(['21.10.9', '23.10.8', '24.2.0', '24.10.4.1932', '25.1.0', '25.1.0.9999'])(
  'a server %s is known to lose or repeat events',
  (version) => expect(isSafe(version)).toBe(false),
);
