import { askedOf, whomIn } from './asked';

const CITIZEN = '11111111-2222-4333-8444-555555555555';

test('a citizen is named by the pseudonym or the address of the page, a home by its number, and a name stands for nobody', () => {
  for (const typed of [CITIZEN, ` ${CITIZEN.toUpperCase()} `, `https://relet.example/borger/${CITIZEN}?x=1`])
    expect(whomIn(typed)).toBe(CITIZEN);
  for (const typed of ['eksempel.104', 'http://127.0.0.1:3000/bolig/eksempel.104#x']) expect(whomIn(typed)).toBe('eksempel.104');
  for (const typed of ['Karla Madsen', '610170-0000', '/tavle']) expect(whomIn(typed)).toBeUndefined();
});

test('lists of initials are left out until they are asked for', () => {
  const asked = (said: Record<string, string>) => askedOf((name) => said[name] ?? '');
  expect(asked({})).toEqual({ how: 'single' });
  expect(asked({ slags: 'all', om: CITIZEN })).toEqual({ citizen: CITIZEN });
  expect(asked({ slags: 'search', om: 'eksempel.104', hvem: 'user-b', fra: '2026-06-01', til: '2026-06-30' })).toEqual({
    ...{ unit: 'eksempel.104', who: 'user-b', how: 'search', from: '2026-06-01', to: '2026-06-30' },
  });
});
