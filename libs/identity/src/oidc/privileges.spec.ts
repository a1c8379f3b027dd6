import { privilegesIn } from './privileges.js';

const NS = 'http://digst.dk/oiosaml/basic_privilege_profile';
const pack = (xml: string | Buffer) => Buffer.from(xml).toString('base64');
const list = (inside: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="${NS}"${more}>${inside}</bpp:PrivilegeList>`;
const scope = (cvr: string) => `urn:dk:gov:saml:cvrNumberIdentifier:${cvr}`;
const group = (cvr: string, ...inside: string[]) => `<PrivilegeGroup Scope="${scope(cvr)}">${inside.join('')}</PrivilegeGroup>`;
const privilege = (name: string) => `<Privilege>${name}</Privilege>`;
const read = (xml: string) => privilegesIn(pack(xml));

test('privileges are read by organisation, as the profile writes them', () => {
  const xml = list(`
    ${group('12345678', privilege('urn:dk:a'), privilege(' urn:dk:b '))}
    ${group('87654321', privilege('urn:dk:c'))}`);
  expect(read(xml)).toEqual([
    { cvr: '12345678', privileges: ['urn:dk:a', 'urn:dk:b'] },
    { cvr: '87654321', privileges: ['urn:dk:c'] },
  ]);
  expect(privilegesIn(pack(xml).replace(/.{76}/g, '$&\n'))).toHaveLength(2);
});

test('a group under a constraint gives nothing, and those beside it still do', () => {
  const constraint = '<Constraint Name="urn:dk:kombit:KLE">27.*</Constraint>';
  const xml = list(
    group('12345678', constraint, privilege('urn:a')) +
      group('12345678', privilege('urn:b'), constraint) +
      group('87654321', privilege('urn:c')),
  );
  expect(read(xml)).toEqual([{ cvr: '87654321', privileges: ['urn:c'] }]);
});

test('a scope that names no CVR number is passed over', () => {
  const other = `<PrivilegeGroup Scope="urn:dk:gov:saml:productionUnitIdentifier:1234567890">${privilege('urn:a')}</PrivilegeGroup>`;
  expect(read(list(other + group('123456789', privilege('urn:a')) + group('x12345678', privilege('urn:a'))))).toEqual([]);
});

const good = group('12345678', privilege('urn:a'));
const HARM: Record<string, string> = {
  'a document type': `<!DOCTYPE x>${list(good)}`,
  'an entity of its own': `<!DOCTYPE x [<!ENTITY a "urn:a">]>${list(group('12345678', privilege('&a;')))}`,
  'a file by entity': `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${list(group('12345678', privilege('&a;')))}`,
  'a billion laughs': `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${list(group('12345678', privilege('&b;')))}`,
  'a sign for a sign': list(group('12345678', privilege('urn:&#97;'))),
  'a comment within a name': list(group('12345678', privilege('urn:a<!-- x -->'))),
  'a comment': list(`<!-- x -->${good}`),
  CDATA: list(group('12345678', privilege('<![CDATA[urn:a]]>'))),
  'an instruction': list(`<?run me?>${good}`),
  'another encoding': list(good).replace('UTF-8', 'UTF-16'),
  'another namespace': list(good).replace('digst.dk', 'evil.example'),
  'no namespace': list(good).replaceAll('bpp:', ''),
  'a group of another namespace': list(good.replace('<PrivilegeGroup', '<PrivilegeGroup xmlns="urn:other"')),
  'a group in the namespace of the list': list(good.replaceAll('PrivilegeGroup', 'bpp:PrivilegeGroup')),
  'a scope of another namespace': list(good.replace(' Scope', ' bpp:Scope')),
  'an attribute more': list(good.replace(' Scope', ' x="1" Scope')),
  'an attribute of a privilege': list(group('12345678', '<Privilege x="1">urn:a</Privilege>')),
  'a list within a list': list(list(good).replace(/<\?.*?\?>/, '')),
  'a group within a group': list(group('12345678', good)),
  'something within a privilege': list(group('12345678', '<Privilege>urn:a<b/></Privilege>')),
  'text beside': list(`x${good}`),
  'text in a group': list(group('12345678', 'x', privilege('urn:a'))),
  'something unknown': list(`${good}<Other/>`),
  'a scope twice': list(good.replace(' Scope', ` Scope="${scope('1')}" Scope`)),
  'an end that is missing': list(good).replace('</bpp:PrivilegeList>', ''),
  'something behind the end': `${list(good)}<x/>`,
  'a constraint without a name': list(group('12345678', '<Constraint>x</Constraint>')),
};
test.each(Object.entries(HARM))('%s gives nothing at all', (_, xml) => expect(read(xml)).toEqual([]));

test('what is no text of base64, too long, or no UTF-8 gives nothing', () => {
  const packed = pack(list(good));
  const odd: unknown[] = [
    undefined,
    null,
    1,
    {},
    [packed],
    '',
    '=',
    `${packed}!`,
    packed.replace('A', '-'),
    list(good),
    pack(Buffer.from(list(good), 'utf16le')),
  ];
  odd.push(pack(list(good) + ' '.repeat(70_000)), pack(Buffer.concat([Buffer.from(list(good)), Buffer.from([0xff])])));
  for (const claim of odd) expect([claim, privilegesIn(claim)]).toEqual([claim, []]);
  const many = list(Array.from({ length: 3_000 }, () => '<PrivilegeGroup Scope=""/>').join(''));
  expect(read(many.slice(0, 48_000))).toEqual([]);
});

/** Numbers that look like chance and are the same each time. */
function* chance(seed: number): Generator<number, never> {
  for (let state = seed; ;) yield (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0);
}

test('1,000 lists that were changed by chance never give what the list did not', () => {
  const constrained = list(
    group('12345678', '<Constraint Name="urn:dk:kombit:KLE">27.*</Constraint>', privilege('urn:dk:relet:caseworker')) +
      group('87654321', privilege('urn:dk:other:reader')),
  );
  const draw = chance(20261126);
  // The low digits of such numbers take turns: the high ones count.
  const next = (most: number) => Math.floor((draw.next().value / 2 ** 32) * most);
  let readable = 0;
  const bits = [
    '<',
    '>',
    '/',
    '"',
    '&amp;',
    '&#x41;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x?>',
    '</Constraint>',
    '<Privilege>',
    '</Privilege>',
    '</PrivilegeGroup>',
    'xmlns="x"',
    ' ',
    '\u0000',
    '<Constraint Name="a">',
    '<!DOCTYPE a>',
  ];
  const granted: unknown[] = [];
  for (let n = 0; n < 1_000; n++) {
    let xml = constrained;
    for (let times = 1 + next(4); times > 0; times--) {
      const [at, length] = [next(xml.length), next(12)];
      const way = next(4);
      if (way === 0) xml = xml.slice(0, at) + xml.slice(at + length);
      else if (way === 1) xml = xml.slice(0, at) + bits[next(bits.length)] + xml.slice(at);
      else if (way === 2) xml = xml.slice(0, at) + xml.slice(at, at + 3 * length) + xml.slice(at);
      else xml = xml.slice(0, at) + String.fromCharCode(32 + next(95)) + xml.slice(at + 1);
    }
    readable += Number(read(xml).length > 0);
    // What stands under the constraint is what a change must never set free.
    granted.push(...read(xml).filter(({ cvr, privileges }) => cvr === '12345678' && privileges.includes('urn:dk:relet:caseworker')));
  }
  expect(granted).toEqual([]);
  // Some were still lists: it was more than broken XML that was tried.
  expect(readable).toBeGreaterThan(50);
});
