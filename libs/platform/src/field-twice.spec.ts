import { saysFieldTwice } from './field-twice.js';

test.each([
  '{"a":1,"a":2}',
  '{"a":1,"b":{"c":1,"c":1}}',
  '[{"a":[{"x":1,"x":2}]}]',
  '{"rentOere":1,"rent\\u004fere":2}',
  '{"a":{},"a":1}',
  '{"":1,"":2}',
])('%s says a field twice', (json) => expect(saysFieldTwice(json)).toBe(true));

test.each(['{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}', '{"a":"\\"a\\":1,","b":"a\\\\"}', '["a","a"]', '"a"', '5', '{"A":1,"a":2}'])(
  '%s does not',
  (json) => expect(saysFieldTwice(json)).toBe(false),
);

test('a long text is read without running out of stack', () => expect(saysFieldTwice(`{"a":"${'\\\\x'.repeat(1_000_000)}"}`)).toBe(false));
