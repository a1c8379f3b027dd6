import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { newStore } from '../operations/processes.js';
import { storeWith, theLog } from '../histories/before/log.js';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  const store = newStore();
  await storeWith(store, theLog());
  server = await serve({ store });
}, 60_000);
afterAll(() => server.stop());

type Row = Record<string, string>;
const EXPORTS = ['vacancies', 'phases', 'offers', 'unit-days'] as const;

/** The bytes of a file, as they were sent. */
async function file(path: string, who = 'analyst'): Promise<{ bytes: Buffer; headers: Headers; status: number }> {
  const response = await fetch(`${server.address}/v1/${path}`, { headers: as(who) });
  return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers, status: response.status };
}
const rowsOf = async (path: string, who?: string) => {
  const text = (await file(path, who)).bytes.toString();
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Record<string, never>] : []));
};
const danish = (bytes: Buffer) => parse(bytes, { bom: true, delimiter: ';', columns: true }) as Row[];
const english = (bytes: Buffer) => parse(bytes, { delimiter: ',', columns: true }) as Row[];
const sum = (rows: readonly object[], column: string) =>
  rows.reduce((total, row) => total + Number(String((row as Row)[column] ?? 0).replace(',', '.')), 0);

interface Figures {
  vacancy: Record<string, number> & { tomgang: { days: number; oere: number }; leaver: { days: number; oere: number } };
  lettings: { all: { lettings: number; gross: { sum: number } } };
  offers: Record<string, number>;
}
const figures = async (query: string, who = 'analyst') =>
  ((await server.get(`/v1/vacancy?${query}`, as(who))).body['groups'] as unknown as Figures[])[0] as Figures;

describe.each([
  ['a half-year', 'from=2026-01-01&to=2026-06-30'],
  ['one building', 'from=2025-01-01&to=2026-12-31&building=Solgaarden'],
  ['one kind', 'from=2025-03-10&to=2025-09-09&kind=care_home'],
  ['one home', 'from=2024-01-01&to=2026-12-31&unit=nordby.301'],
  ['an earlier day', 'from=2025-01-01&to=2025-12-31&asOf=2025-06-15'],
  ['an earlier knowledge', 'from=2025-01-01&to=2026-03-31&knownAt=2026-02-01'],
])('rows of %s', (_, query) => {
  test('sum to its figures, over HTTP as in the domain', async () => {
    const { vacancy, lettings, offers } = await figures(query);
    const [vacancies, phases, made, days] = (await Promise.all(EXPORTS.map((name) => rowsOf(`exports/${name}?${query}`)))) as [
      ...Record<string, never>[][],
    ] as [object[], object[], object[], object[]];
    expect([sum(vacancies, 'emptyDays'), sum(days, 'emptyDays')]).toEqual([vacancy['emptyUnitDays'], vacancy['emptyUnitDays']]);
    expect(sum(phases, 'days')).toBe((vacancy['emptyUnitDays'] as number) + (vacancy['outOfServiceDays'] as number));
    expect(sum(days, 'availableDays')).toBe(vacancy['availableUnitDays']);
    expect([sum(vacancies, 'tomgangOere'), sum(vacancies, 'leaverOere')]).toEqual([vacancy.tomgang.oere, vacancy.leaver.oere]);
    expect([sum(days, 'tomgangDays'), sum(days, 'leaverDays')]).toEqual([vacancy.tomgang.days, vacancy.leaver.days]);
    expect(sum(vacancies, 'grossDays')).toBe(lettings.all.gross.sum);
    expect(made.filter((row) => 'counted' in row && row.counted)).toHaveLength(offers['offers'] as number);
  });

  test('are the same in both languages of CSV and as JSON', async () => {
    for (const name of EXPORTS) {
      const json = await rowsOf(`exports/${name}?${query}`);
      const da = await file(`exports/${name}?${query}&csv=da`);
      const en = await file(`exports/${name}?${query}&csv=en`);
      expect([da.bytes.subarray(0, 3), en.bytes.subarray(0, 3).toString('latin1')]).toEqual([
        Buffer.from('\uFEFF'),
        expect.stringMatching(/^[A-Z]/),
      ]);
      const [inDanish, inEnglish] = [danish(da.bytes), english(en.bytes)];
      expect([inDanish.length, inEnglish.length]).toEqual([json.length, json.length]);
      for (const [n, row] of json.entries()) {
        expect([inDanish[n]?.['Bolig'], inEnglish[n]?.['Home']]).toEqual([row['unit'], row['unit']]);
        expect(Object.keys(inEnglish[n] as Row)).toHaveLength(Object.keys(row).length);
      }
      const [kroner, kr] = [sum(inDanish, 'Tomgang kr.'), sum(inEnglish, 'Tomgang kr')];
      expect([Math.round(kroner * 100), Math.round(kr * 100)]).toEqual([sum(json, 'tomgangOere'), sum(json, 'tomgangOere')]);
    }
  });
});

test('a file begins with its headers, and says codes in words, days as ISO and money in kroner', async () => {
  const { bytes, headers } = await file('exports/vacancies?from=2026-01-01&to=2026-06-30&csv=da');
  const [head = '', first = ''] = bytes.toString().split('\r\n');
  expect(head).toMatch(/^\uFEFFTomperiode;Bolig;Kommune;Plejecenter;Boligtype;Første udlejning;/);
  expect(first).toMatch(
    /^eksempel\.101\/2026-05-04;eksempel\.101;eksempel;Solgaarden;plejebolig;nej;opsigelse;2026-04-02;.*;3409,68;kommune;/,
  );
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(headers.get('content-disposition')).toBe('attachment; filename="tomperioder-2026-01-01-2026-06-30.csv"');
  expect(headers.get('content-language')).toBe('da');
});

test('a file says in its head who asked, of what, as of when and where the log stood', async () => {
  const { headers } = await file('exports/phases?from=2026-01-01&to=2030-12-31&building=Solgaarden&knownAt=2026-02-01');
  const said = Object.fromEntries([...headers].filter(([name]) => name.startsWith('relet-')));
  const { position } = (await server.get('/v1/vacancy?from=2026-01-01&to=2026-01-01', as('analyst'))).body;
  expect(said).toMatchObject({
    'relet-asked-by': 'demo-analyst',
    'relet-filter': 'building=Solgaarden',
    'relet-as-of': '2026-02-01',
    'relet-known-at': '2026-02-01T22:59:59.999Z',
    'relet-position': position,
    'relet-up-to-date': 'true',
    'relet-reaches-ahead': 'true',
    'relet-parked': '0',
    'relet-altered': '0',
  });
});

test.each(EXPORTS)('what %s are is told with their number and the SHA-256 of the same bytes', async (name) => {
  for (const query of ['from=2026-01-01&to=2026-06-30&csv=da', 'from=2026-01-01&to=2026-06-30&kind=care_home']) {
    const { bytes, headers } = await file(`exports/${name}?${query}`);
    const { body } = await server.get(`/v1/exports/${name}/about?${query}`, as('analyst'));
    const lines = bytes.toString().trimEnd().split('\n').length;
    expect(body).toMatchObject({
      ...{ of: name, askedBy: 'demo-analyst', from: '2026-01-01', to: '2026-06-30', parked: [] },
      ...{ position: headers.get('relet-position'), rows: query.includes('csv') ? lines - 1 : lines },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
});

test('a municipality takes rows of its own homes alone', async () => {
  for (const name of EXPORTS) {
    const query = `exports/${name}?from=2025-01-01&to=2026-06-30`;
    const own = await rowsOf(query, 'nordby');
    expect(new Set(own.map((row) => row['municipality']))).toEqual(new Set(['nordby']));
    expect(own).toEqual(await rowsOf(`${query}&municipality=nordby`));
    expect((await file(`${query}&municipality=eksempel`, 'nordby')).status).toBe(400);
  }
});

test('no row names a citizen', async () => {
  const named = theLog().flatMap(({ payload }) => ('citizen' in payload ? [payload['citizen'] as string] : []));
  for (const name of EXPORTS) {
    const text = (await file(`exports/${name}?from=2023-01-01&to=2026-12-31`)).bytes.toString();
    expect(text).toContain('eksempel.101');
    expect(named.filter((citizen) => text.includes(citizen))).toEqual([]);
  }
});

test('what was given is in the rows after its position', async () => {
  const { body } = await server.post(
    '/v1/units/eksempel.101/rent',
    { effective: '2026-11-01', rentOere: 999_900 },
    { 'relet-now': '2026-11-01' },
  );
  const rows = await rowsOf(`exports/unit-days?from=2026-11-01&to=2026-11-01&unit=eksempel.101&after=${String(body['position'])}`);
  expect(rows).toMatchObject([{ day: '2026-11-01', rentOere: 999_900 }]);
});

test.each([
  ['exports/vacancies?from=2026-01-01', 400, '/to'],
  ['exports/vacancies?from=2026-07-01&to=2026-06-30', 400, '/to'],
  ['exports/phases?from=2026-01-01&to=2026-06-30&groupBy=month', 400, '/groupBy'],
  ['exports/offers?from=2026-01-01&to=2026-06-30&csv=sv', 400, '/csv'],
  ['exports/offers?from=2026-01-01&to=2026-06-30&csv=da&csv=en', 400, '/csv'],
  ['exports/unit-days?from=2026-01-01&to=2026-06-30&building=Nowhere', 400, '/building'],
  ['exports/unit-days/about?from=2026-01-01&to=2026-02-30', 400, '/to'],
  ['exports/everything?from=2026-01-01&to=2026-06-30', 404, undefined],
])('%s is refused before a byte of a file is sent', async (path, status, pointer) => {
  const answer = await server.get(`/v1/${path}`, as('analyst'));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8']);
  expect((answer.body['errors'] as unknown as { pointer: string }[] | undefined)?.[0]?.pointer).toBe(pointer);
});

test('who reads no figures takes no rows', async () => {
  expect((await file('exports/vacancies?from=2026-01-01&to=2026-06-30', 'operator')).status).toBe(403);
});

test('a period that has not come has no rows, and a CSV still has its headers', async () => {
  expect(await rowsOf('exports/unit-days?from=2090-01-01&to=2090-12-31')).toEqual([]);
  const { bytes } = await file('exports/unit-days?from=2090-01-01&to=2090-12-31&csv=en');
  expect(bytes.toString()).toMatch(/^Day,Home,[^\n]*\r\n$/);
});

describe('the form that `Accept` asks for', () => {
  const asked = async (path: string, accept: string, language = 'da') => {
    const response = await fetch(`${server.address}/v1/${path}`, {
      headers: { ...as(path.startsWith('meeting') ? 'administrator' : 'analyst'), accept, 'accept-language': language },
    });
    const [type] = (response.headers.get('content-type') ?? '').split(';');
    return { type, vary: response.headers.get('vary'), status: response.status, text: await response.text() };
  };
  const PERIOD = 'from=2026-01-01&to=2026-06-30';
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
  const PLACES = [
    [`vacancy?${PERIOD}`, 'application/json', 'text/csv'],
    ...EXPORTS.map((name) => [`exports/${name}?${PERIOD}`, 'application/x-ndjson', 'text/csv'] as const),
    ['meeting?since=2026-01-01', 'application/json', 'text/html'],
  ] as const;

  test.each(PLACES)('is answered by %s, else it is refused with the forms there are', async (path, first, other) => {
    for (const form of [first, other]) expect(await asked(path, form)).toMatchObject({ status: 200, type: form });
    expect(await asked(path, `${first};q=0.5, ${other}`)).toMatchObject({ type: other, vary: expect.stringMatching(/\bAccept\b(?!-)/) });
    expect(await asked(path, `${other};q=0, */*`)).toMatchObject({ type: first });
    expect(await asked(path, '*/*')).toMatchObject({ type: first });
    if (other === 'text/csv') expect(await asked(path, 'application/json')).toMatchObject({ status: 200, type: first });
    if (other === 'text/csv') expect(await asked(path, BROWSER)).toMatchObject({ status: 200, type: first });
    for (const accept of ['application/xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', `${first};q=0`]) {
      const { status, type, text } = await asked(path, accept);
      expect([status, type]).toEqual([406, 'application/problem+json']);
      expect(JSON.parse(text)).toMatchObject({ code: 'NOT_ACCEPTABLE', detail: expect.stringContaining(`${first}, ${other}`) });
    }
  });

  test('is CSV in the language that is asked for, unless `csv` says another one', async () => {
    const path = `exports/vacancies?${PERIOD}`;
    const [da, en] = [await asked(`${path}&csv=da`, '*/*'), await asked(`${path}&csv=en`, '*/*')];
    expect((await asked(path, 'text/csv', 'da')).text).toBe(da.text);
    expect((await asked(path, 'text/csv', 'en-GB')).text).toBe(en.text);
    expect((await asked(`${path}&csv=da`, 'application/json', 'en')).text).toBe(da.text);
  });
});
