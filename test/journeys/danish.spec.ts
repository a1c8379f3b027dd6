import { WORDS } from '@relet/words';
import { as, serve, type Answer, type Server } from './server.js';

const HOME = '/v1/units/eksempel.101';
const municipality = { ...as('eksempel'), 'accept-language': 'da-DK,da;q=0.9,en;q=0.5' };
const danish = { 'accept-language': 'da-DK,da;q=0.9,en;q=0.5' };

let server: Server;
let citizen: string;
beforeAll(async () => {
  server = await serve();
  const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000, occupiedSince: '2020-01-01' };
  await taken(HOME, { effective: '2020-01-01', ...home });
  const approved = { effective: '2026-06-01', list: 'general', elderly: true };
  citizen = String((await taken('/v1/citizens', approved, '2026-06-01', municipality)).body['stream']).slice('citizen-'.length);
});
afterAll(() => server.stop());

const at = (day: string, headers: Record<string, string>) => ({ 'relet-now': day, ...headers });
async function taken(path: string, body: object, day = '2026-06-01', headers: Record<string, string> = danish): Promise<Answer> {
  const answer = await server.post(path, body, at(day, headers));
  expect([path, answer.status, answer.body.code]).toEqual([path, 200, undefined]);
  return answer;
}
const refused = async (path: string, body: object, day: string, headers: Record<string, string> = danish) =>
  (await server.post(path, body, at(day, headers))).body;

test('a caseworker is told in Danish what is wrong and what would help, and gets on', async () => {
  const vacated = { effective: '2026-06-09', reason: 'notice' };
  expect(await refused(`${HOME}/vacated`, vacated, '2026-06-09')).toMatchObject({
    code: 'NO_NOTICE',
    title: 'Der er ingen opsigelse',
    detail: 'Lejemålet er ikke opsagt den 09.06.2026.',
    help: 'Registrer opsigelsen eller dødsfaldet først.',
    details: { on: '2026-06-09' },
  });
  await taken(`${HOME}/notice`, { effective: '2026-06-02', by: 'resident' }, '2026-06-09');
  expect(await refused(`${HOME}/notice`, { effective: '2026-06-03', by: 'resident' }, '2026-06-09')).toMatchObject({
    code: 'NOTICE_EXISTS',
    detail: 'Lejemålet er allerede opsagt; opsigelsen er modtaget den 02.06.2026.',
  });
  await taken(`${HOME}/vacated`, vacated, '2026-06-09');
  expect(await refused(`${HOME}/inspection`, { effective: '2026-06-10', works: 'none' }, '2026-06-10')).toMatchObject({
    code: 'WRONG_STATE',
    detail: 'Skridtet passer ikke til, hvor boligen er den 10.06.2026: rydning.',
    help: 'Registrer først, at nøglerne er afleveret.',
  });
  expect(await refused(`${HOME}/keys`, { effective: '2026-06-20' }, '2026-06-10')).toMatchObject({
    code: 'FUTURE_FACT',
    detail: 'Dagen 20.06.2026 ligger ude i fremtiden; den seneste dag er 10.06.2026.',
  });
  await taken(`${HOME}/keys`, { effective: '2026-06-10' }, '2026-06-10');
  await taken(`${HOME}/inspection`, { effective: '2026-06-11', works: 'none' }, '2026-06-11');
  const offer = { effective: '2026-06-11', offerId: 'o1', citizen, respondBy: '2026-06-18' };
  await taken(`${HOME}/offers`, offer, '2026-06-11', municipality);
  expect(await refused(`${HOME}/offers`, { ...offer, offerId: 'o2' }, '2026-06-11', municipality)).toMatchObject({
    code: 'OFFER_OPEN',
    detail: 'Den aftalte praksis tillader ikke flere åbne boligtilbud på boligen; åbne nu: 1.',
  });
  expect(await refused(`${HOME}/offers/o1/acceptance`, { effective: '2026-06-19' }, '2026-06-19', municipality)).toMatchObject({
    code: 'OFFER_EXPIRED',
    detail: 'Svaret kom efter svarfristen, som var den 18.06.2026.',
    help: 'Kom svaret i tide, så registrer det på den dag, det kom. Ellers giv et nyt boligtilbud.',
  });
  const answered = await taken(`${HOME}/offers/o1/acceptance`, { effective: '2026-06-17' }, '2026-06-19', municipality);
  expect(answered.body['revision']).toBeGreaterThan(0);
});

test('each of several commands is refused in the language of the request', async () => {
  const commands = [{ command: 'ReturnKeys', target: 'eksempel.101', fields: { effective: '2026-06-19' } }];
  const { headers, body } = await server.post('/v1/commands', { commands }, danish);
  expect(headers.get('content-language')).toBe('da');
  expect(headers.get('vary')).toBe('Accept-Language');
  expect((body['results'] as unknown as { problem: object }[])[0]?.problem).toMatchObject({ title: 'Ikke i boligens nuværende tilstand' });
});

test.each<[string, 'da' | 'en', string]>([
  ['da', 'da', 'Boligen findes ikke'],
  ['en;q=0.5, da', 'da', 'Boligen findes ikke'],
  ['da;q=0.5, en', 'en', 'No such home'],
  ['*', 'en', 'No such home'],
  ['sv', 'en', 'No such home'],
])('asked in "%s" an answer says that it is in %s, and that another request may get another', async (asked, language, title) => {
  const { headers, body } = await server.get('/v1/units/eksempel.999/next-steps', { 'accept-language': asked });
  expect([headers.get('content-language'), headers.get('vary'), body['title']]).toEqual([language, 'Accept-Language', title]);
  expect(body['help']).toBe(WORDS[language].problems.UNIT_UNKNOWN.help);
});

test('a problem that is no refusal is told in Danish too', async () => {
  expect((await server.get('/v1/nowhere', danish)).body).toMatchObject({
    code: 'NOT_FOUND',
    detail: 'Der er intet på den adresse.',
    help: 'Kontrollér adressen.',
  });
});
