import { fieldSaidTwice } from './field-twice.js';

test.each([
  ['{"a":1,"a":2}', '/a'],
  ['{"a":1,"b":{"c":1,"c":1}}', '/b/c'],
  ['[{"a":[{"x":1,"y":[1,2]},{"x":1,"x":2}]}]', '/0/a/1/x'],
  ['{"rentOere":1,"rent\\u004fere":2}', '/rentOere'],
  ['{"a":{},"a":1}', '/a'],
])('%s says the field %s twice', (json, pointer) => expect(fieldSaidTwice(json)).toBe(pointer));

test.each(['{"":1,"":2}', '{"010190-1234":1,"010190-1234":2}', '{"0101901234":1,"0101901234":2}', '{"Anna Jensen":{"a":1,"a":1}}'])(
  '%s says a field twice, and the name that no field has is not said again',
  (json) => expect(fieldSaidTwice(json)).toBe(''),
);

test.each(['{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}', '{"a":"\\"a\\":1,","b":"a\\\\"}', '["a","a"]', '"a"', '5', '{"A":1,"a":2}'])(
  '%s does not',
  (json) => expect(fieldSaidTwice(json)).toBeUndefined(),
);

test('a long text is read without running out of stack', () =>
  expect(fieldSaidTwice(`{"a":"${'\\\\x'.repeat(1_000_000)}"}`)).toBeUndefined());

test('the pointer to a field that lies deep is short', () =>
  expect(fieldSaidTwice(`${'{"a":'.repeat(100_000)}{"b":1,"b":1}${'}'.repeat(100_000)}`)).toBe('/a'.repeat(8)));
