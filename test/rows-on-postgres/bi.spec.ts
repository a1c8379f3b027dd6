import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  closedDay,
  dayNumber,
  foldHistory,
  GROUPINGS,
  isWorkingDay,
  liveFacts,
  offerRows,
  periodOf,
  phaseRows,
  policyOn,
  prepare,
  unitDayRows,
  upcast,
  vacancyRows,
  type Fact,
  type FigureQuery,
  type Grouping,
  type Portfolio,
} from '@relet/domain';
import { openStore, type LogEvent } from '@relet/event-store';
import { Projector } from '@relet/platform';
import { hasPostgres, sharedPostgres, type Postgres } from '@relet/platform/testing';
import { reletIn } from '../acceptance/relet.js';
import { as, serve, type Server } from '../journeys/server.js';
import { storeOfSample } from '../temporary-folder/imported.js';

/** The report date: behind all that the demo records. */
const R = '2027-03-31';
const YEAR = 'from=2025-01-01&to=2025-12-31';
const PASSWORD = 'correct-horse-battery';
type Row = Record<string, string | number | boolean | null>;
interface Exact {
  value: number;
}
/** Of the figures of a group what is compared here. */
interface Group {
  key: string;
  keys?: string[];
  municipality?: string;
  vacancy: {
    emptyUnitDays: number;
    availableUnitDays: number;
    outOfServiceDays: number;
    vacancyRate: Exact | null;
    phases: Record<string, number>;
    owners: Record<string, number>;
    delayDays: Record<string, number>;
    tomgang: { days: number; oere: number; payers: Record<string, { days: number; oere: number }> };
    leaver: { days: number; oere: number };
  };
  lettings: Record<'all' | 'standard', Record<'gross' | 'net' | 'core' | 'leadTime' | 'offerLead', Spread> & { lettings: number }>;
  offers: Record<string, number> & { refusalRate: Exact | null; noReplyRate: Exact | null };
  turnover: { vacated: number; perYear: Exact | null };
}
interface Spread {
  n: number;
  sum: number;
  mean: Exact | null;
  median: Exact | null;
  p90: Exact | null;
}

(hasPostgres ? describe : describe.skip)('the schema of the analysts', () => {
  let [postgres, server] = [undefined as unknown as Postgres, undefined as unknown as Server];
  let [bi, schema] = ['', ''];
  const around = () => ({ RELET_STORE: server.settings.store, RELET_READ_MODEL: server.settings.readModel });
  const relet = (stdin: string, ...argv: string[]) => reletIn({ env: around(), stdin }, 'bi', ...argv, '--as', 'operator');
  const reader = async (role = 'administrator', asOf = R) => {
    const client = await postgres.connected(`${schema}_${role}`, PASSWORD);
    await client.query(`SET relet.as_of = '${asOf}'; SET search_path = ${bi}`);
    return client;
  };
  const asked = async (sql: string, role = 'administrator', asOf = R): Promise<Row[]> => {
    const client = await reader(role, asOf);
    try {
      return (await client.query<{ row: Row }>(`SELECT to_jsonb(asked) AS row FROM (${sql}) AS asked`)).rows.map(({ row }) => row);
    } finally {
      await client.end();
    }
  };
  const figures = async (query: string): Promise<Group[]> => {
    const { status, body } = await server.get(`/v1/vacancy?asOf=${R}&${query}`, as('analyst'));
    expect(status).toBe(200);
    return body['groups'] as unknown as Group[];
  };

  beforeAll(async () => {
    postgres = await sharedPostgres();
    await postgres.ask("ALTER DATABASE postgres SET log_statement = 'ddl'");
    const setting = postgres.setting();
    schema = new URL(setting).searchParams.get('schema') as string;
    bi = `${schema}_bi`;
    server = await serve({ store: await storeOfSample(), readModel: setting });
    const { position } = (await server.get('/v1/vacancy?from=2025-01-01&to=2025-01-31', as('analyst'))).body;
    expect(position).toBeTruthy();
    for (const [role, ...whose] of [
      ['administrator', '--all'],
      ['eksempel', 'eksempel'],
    ] as const)
      expect(await relet(`${PASSWORD}\n`, 'grant', ...whose, '--role', `${schema}_${role}`)).toMatchObject({ exit: 0, out: '' });
  }, 240_000);
  afterAll(async () => {
    for (const role of ['administrator', 'eksempel']) await relet('', 'revoke', '--role', `${schema}_${role}`);
    await postgres?.ask('ALTER DATABASE postgres RESET log_statement');
    await server?.stop();
  });

  test.each([
    ['vacancies', 'fact_vacancy', '2000-01-01'],
    ['phases', 'fact_phase', '2000-01-01'],
    ['offers', 'fact_offer', '2000-01-01'],
    ['unit-days', `unit_days('2026-10-01', '${R}')`, '2026-10-01'],
  ])('the rows of the export of %s are those of %s', async (name, view, from) => {
    const rows = await asked(`SELECT * FROM ${view}`);
    const response = await fetch(`${server.address}/v1/exports/${name}?from=${from}&to=${R}&asOf=${R}`, { headers: as('analyst') });
    const others = (await response.text()).trim().split('\n');
    expect(others.length).toBeGreaterThan(100);
    expect(sorted(rows)).toEqual(sorted(others.map((line) => like(rows, JSON.parse(line) as Row))));
  });

  test('on a day amid the vacancies the rows are those of the law, to the øre, whatever is known of later', async () => {
    const query = await foldedBy('2025-03-17');
    const rows = async (view: string) => asked(`SELECT * FROM ${view}`, 'administrator', '2025-03-17');
    const made = { fact_vacancy: vacancyRows, fact_phase: phaseRows, fact_offer: offerRows };
    for (const [view, rowsOf] of Object.entries(made)) {
      const found = await rows(view);
      const others = [...rowsOf(query.homes, query)];
      expect([view, sorted(found)]).toEqual([view, sorted(others.map((row) => like(found, row as unknown as Row)))]);
      expect(found.some((row) => row['ended'] === null || row['phase_to'] === null || row['resolved'] === null)).toBe(true);
    }
    const days = await rows('fact_unit_day');
    const sums = (all: Row[], field: string) => all.reduce((sum, row) => sum + Number(row[field]), 0);
    const others = [...unitDayRows(query.homes, query)] as unknown as Row[];
    expect(days).toHaveLength(others.length);
    for (const field of ['available_days', 'empty_days', 'out_of_service_days', 'delay_days', 'tomgang_days', 'leaver_days', 'rent_oere'])
      expect([field, sums(days, field)]).toEqual([field, sums(others, camel(field))]);
  }, 60_000);

  test.each(GROUPINGS)(
    'by %s the sums and medians are the figures',
    async (by) => {
      const groups = await figures(`from=2024-02-05&to=2026-06-17&groupBy=${by}`);
      expect(groups.length).toBeGreaterThan(1);
      const found = new Map((await asked(countedBy(by))).map((row) => [row['key'], row['counted']]));
      for (const group of groups) expect([group.key, found.get(nameOf(group)) ?? NONE]).toEqual([group.key, expectedOf(group)]);
    },
    60_000,
  );

  describe('the ten questions of docs/bi.md', () => {
    const questions = readFileSync('docs/bi.md', 'utf8')
      .split('```sql')
      .slice(1)
      .map((text) => text.split('```')[0] as string);
    const answers: (() => Promise<unknown>)[] = [
      async () =>
        (await figures(`${YEAR}&groupBy=building`)).map(({ municipality, key, vacancy }) => ({
          municipality,
          building: key,
          empty_days: vacancy.emptyUnitDays,
          available_days: vacancy.availableUnitDays,
          vacancy_rate: valueOf(vacancy.vacancyRate),
        })),
      async () => partsOf(await figures(`${YEAR}&groupBy=month`), 'month', 'phase', ({ vacancy }) => vacancy.phases),
      async () => partsOf(await figures(`${YEAR}&groupBy=week`), 'week', 'owner', ({ vacancy }) => vacancy.owners),
      async () => partsOf(await figures(`${YEAR}&groupBy=kind`), 'kind', 'phase', ({ vacancy }) => vacancy.delayDays),
      async () =>
        (await figures(`${YEAR}&groupBy=month`)).flatMap(({ key, vacancy }) =>
          Object.entries(vacancy.tomgang.payers).flatMap(([payer, { days, oere }]) =>
            days ? { month: key, paid_by: payer, days, kroner: oere / 100 } : [],
          ),
        ),
      async () =>
        (await figures(`${YEAR}&groupBy=building`)).flatMap(({ municipality, key, lettings: { all } }) => {
          const { mean, median, p90 } = all.gross;
          const found = { mean: valueOf(mean), median: valueOf(median), p90: valueOf(p90) };
          return all.lettings ? { municipality, building: key, lettings: all.lettings, ...found } : [];
        }),
      async () =>
        (await figures(`${YEAR}&groupBy=quarter`)).map(({ key, lettings: { standard } }) => {
          return {
            quarter: key,
            lettings: standard.lettings,
            core: valueOf(standard.core.median),
            lead: valueOf(standard.leadTime.median),
          };
        }),
      async () =>
        (await figures(`${YEAR}&groupBy=municipality`)).flatMap(({ key, offers: { offers, refusalRate, noReplyRate } }) =>
          offers ? { municipality: key, offers, refusal_rate: valueOf(refusalRate), no_reply_rate: valueOf(noReplyRate) } : [],
        ),
      async () =>
        (await figures(`${YEAR}&groupBy=municipality`)).map(({ key, turnover: { vacated, perYear } }) => {
          return { municipality: key, vacated, per_year: valueOf(perYear) };
        }),
      async () => {
        const response = await fetch(`${server.address}/v1/exports/vacancies?from=2000-01-01&to=${R}&asOf=${R}`, {
          headers: as('analyst'),
        });
        const open = (await response.text())
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Row)
          .filter(({ ended }) => ended === null);
        expect(open.length).toBeGreaterThan(2);
        return open
          .sort((a, b) => Number(b['tomgangOere']) - Number(a['tomgangOere']) || (String(a['unit']) < String(b['unit']) ? -1 : 1))
          .map(({ unit, vacancy, emptyDays, tomgangDays, tomgangOere, tomgangPayer }) => {
            const days = { empty_days: emptyDays, tomgang_days: tomgangDays };
            return { unit, vacancy, ...days, kroner: Number(tomgangOere) / 100, tomgang_payer: tomgangPayer };
          });
      },
    ];

    test('are ten', () => expect([questions.length, answers.length]).toEqual([10, 10]));

    test.each(answers.map((answer, n) => [n + 1, answer] as const))('number %i answers the figure of the API', async (n, answer) => {
      const found = await asked(questions[n - 1] as string);
      expect(found.length).toBeGreaterThan(1);
      expect(found.map(rounded)).toEqual(((await answer()) as Row[]).map(rounded));
    });
  });

  test('every view, column and function has its definition in both languages', async () => {
    const views = await postgres.ask<{ name: string; said: string | null }>(`
      SELECT c.relname || coalesce('.' || a.attname, '') AS name, col_description(c.oid, a.attnum) AS said
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = '${bi}'::regnamespace AND c.relkind = 'v'
      UNION ALL SELECT relname, obj_description(oid) FROM pg_class WHERE relnamespace = '${bi}'::regnamespace AND relkind = 'v'
      UNION ALL SELECT proname, obj_description(oid) FROM pg_proc WHERE pronamespace = '${bi}'::regnamespace`);
    expect(views.length).toBeGreaterThan(90);
    expect(views.filter(({ said }) => !/^da: [^]+\nen: [^]+/.test(said ?? '') || said?.includes('undefined'))).toEqual([]);
  });

  test('columns are added at the end of a view, and none is taken away', async () => {
    const columns = await postgres.ask<{ name: string; columns: string }>(`
      SELECT c.relname AS name, string_agg(a.attname, ' ' ORDER BY a.attnum) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = '${bi}'::regnamespace AND c.relkind = 'v' GROUP BY c.relname ORDER BY c.relname`);
    for (const { name, columns: found } of columns)
      expect([name, found]).toEqual([name, expect.stringMatching(new RegExp(`^${BEFORE[name]}`))]);
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(BEFORE).sort());
  });

  test('the days of the calendar are those of the law', async () => {
    const days = await asked(`SELECT * FROM dim_date WHERE day BETWEEN '2019-12-20' AND '2031-01-10'`);
    expect(days).toHaveLength(dayNumber('2031-01-10') - dayNumber('2019-12-20') + 1);
    for (const row of days) {
      const day = row['day'] as string;
      const [year, quarter, month, week] = (['year', 'quarter', 'month', 'week'] as const).map((by) => periodOf(day, by).key);
      expect(row).toMatchObject({
        year: Number(year),
        quarter,
        month,
        week,
        working_day: isWorkingDay(day),
        closed_day: closedDay(day) ?? null,
      });
      expect(row).toMatchObject({ days_of_month: Number(periodOf(day, 'month').to.slice(8)), weekday: ((dayNumber(day) + 3) % 7) + 1 });
    }
    expect(days.find(({ day }) => day === '2023-05-05')).toMatchObject({ closed_day_da: 'store bededag', closed_day_en: 'Prayer Day' });
  });

  test('homes, buildings and municipalities are as they stand on the report date', async () => {
    const query = await foldedBy(R);
    const days = new Map([...unitDayRows(query.homes, { ...query, from: R })].map((row) => [row.unit, row]));
    const homes = query.homes.map(({ history: { unitId: unit, municipality, building, kind, availableFrom, decommissioned } }): Row => {
      const of = { unit, municipality, building, kind, building_key: `${municipality}/${building}`, available_from: availableFrom };
      return {
        ...of,
        decommissioned: decommissioned ?? null,
        state: days.get(unit)?.state ?? null,
        rent_oere: days.get(unit)?.rentOere ?? null,
      };
    });
    expect(sorted(await asked('SELECT * FROM dim_unit'))).toEqual(sorted(homes));
    const counted = (by: string) =>
      Object.entries(
        Object.groupBy([...days.values()], (row) => (by === 'building' ? `${row.municipality}/${row.building}` : row.municipality)),
      );
    for (const [view, by] of [
      ['dim_building', 'building_key'],
      ['dim_municipality', 'municipality'],
    ] as const)
      expect((await asked(`SELECT ${by} AS key, units FROM ${view} ORDER BY 1`)).map(({ key, units }) => [key, units])).toEqual(
        counted(by.replace('_key', ''))
          .map(([key, rows = []]) => [key, rows.length])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );
  });

  describe('a reader', () => {
    const VIEWS = ['fact_vacancy', 'fact_phase', 'fact_offer', 'fact_unit_day', 'dim_unit', 'dim_building', 'dim_municipality'];

    test('of a municipality sees its rows and no others, by views and by the tables behind them', async () => {
      for (const view of VIEWS) {
        const sql = `SELECT municipality, count(*)::int AS rows FROM ${view} GROUP BY municipality ORDER BY municipality`;
        const [own, all] = [await asked(sql, 'eksempel'), await asked(sql)];
        expect([view, own]).toEqual([view, all.filter(({ municipality }) => municipality === 'eksempel')]);
        expect(all.length).toBeGreaterThan(1);
      }
      for (const table of ['bi_unit', 'bi_vacancy', 'bi_phase', 'bi_span', 'bi_offer', 'bi_policy', 'relet_reader'])
        expect([
          table,
          await asked(`SELECT DISTINCT municipality FROM ${schema}.${table} WHERE municipality <> 'eksempel'`, 'eksempel'),
        ]).toEqual([table, []]);
    });

    test('reads no other table, and writes nothing', async () => {
      const client = await reader('eksempel');
      const code = (sql: string) =>
        client.query(sql).then(
          () => 'done',
          ({ code: of }: { code: string }) => of,
        );
      await client.query('SET default_transaction_read_only = off');
      const tables = await postgres.ask<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r'`,
      );
      const closed = tables.map(({ name }) => name).filter((name) => !name.startsWith('bi_') && name !== 'relet_reader');
      expect(closed).toContain('vacancy_part');
      for (const name of closed) expect([name, await code(`SELECT FROM ${schema}.${name}`)]).toEqual([name, '42501']);
      for (const sql of [
        `DELETE FROM ${schema}.bi_unit`,
        `INSERT INTO ${schema}.relet_reader VALUES (current_user, NULL, true, '')`,
        `UPDATE ${schema}.relet_reader SET municipality = NULL`,
      ])
        expect([sql, await code(sql)]).toEqual([sql, '42501']);
      for (const sql of [`CREATE VIEW ${bi}.mine AS SELECT 1`, `CREATE TABLE ${schema}.mine ()`, `SET ROLE ${schema}_administrator`])
        expect([sql, await code(sql)]).toEqual([sql, '42501']);
      await client.end();
    });

    test("finds nobody's pseudonym in any row", async () => {
      const citizens = await postgres.ask<{ stream: string }>(`SELECT stream FROM ${schema}.vacancy_citizen`);
      const ids = citizens.map(({ stream }) => stream.slice('citizen-'.length));
      expect(ids.length).toBeGreaterThan(50);
      for (const view of [
        ...VIEWS.filter((name) => name !== 'fact_unit_day'),
        `unit_days('2026-01-01', '2026-01-31')`,
        ...['bi_unit', 'bi_vacancy', 'bi_phase', 'bi_span', 'bi_offer'].map((name) => `${schema}.${name}`),
      ]) {
        const text = (await asked(`SELECT string_agg(each::text, ' ') AS text FROM ${view} each`))[0]?.['text'] as string;
        expect([view, ids.filter((id) => text.includes(id))]).toEqual([view, []]);
      }
    });

    test('goes on asking while the rows are made anew, with the same rights and the same answers', async () => {
      const client = await reader('eksempel');
      const sql =
        'SELECT (SELECT count(*) FROM fact_vacancy) AS vacancies, (SELECT sum(days) FROM fact_phase) AS days, (SELECT count(*) FROM dim_unit) AS units';
      const first = (await client.query(sql)).rows[0] as object;
      const ids = async () => (await postgres.ask<{ oid: number }>(`SELECT '${schema}.bi_unit'::regclass::oid AS oid`))[0]?.oid;
      const before = await ids();
      let [over, questions] = [false, 0];
      const rebuilt = server
        .part(Projector)
        .rebuild()
        .finally(() => (over = true));
      while (!over) {
        expect((await client.query(sql)).rows[0]).toEqual(first);
        questions++;
      }
      expect(await rebuilt).toMatchObject({ differs: { streams: [] } });
      expect(questions).toBeGreaterThan(3);
      expect(await ids()).not.toBe(before);
      expect((await client.query(sql)).rows[0]).toEqual(first);
      // They are the new rows: what is recorded now is among them, and of those before nothing is left.
      const fields = {
        effective: '2020-01-01',
        kind: 'care_home',
        municipality: 'eksempel',
        building: 'Solgaarden',
        rentOere: 1,
        occupiedSince: '2020-01-01',
      };
      const command = { command: 'RegisterUnit', target: 'eksempel.999', fields };
      await server.post('/v1/commands', { commands: [command] });
      for (let n = 0; n < 100 && !(await asked("SELECT FROM dim_unit WHERE unit = 'eksempel.999'", 'eksempel')).length; n++)
        await setTimeout(50);
      expect(await asked("SELECT building FROM dim_unit WHERE unit = 'eksempel.999'", 'eksempel')).toEqual([{ building: 'Solgaarden' }]);
      expect(
        await postgres.ask(
          `SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r' AND relname ~ '__'`,
        ),
      ).toEqual([]);
      await client.end();
    }, 60_000);

    test('who keeps a transaction open keeps the new rows waiting, and nobody else', async () => {
      const client = await reader('eksempel');
      await client.query('BEGIN; SELECT count(*) FROM fact_phase');
      const rebuilt = server.part(Projector).rebuild();
      await setTimeout(1_500);
      expect((await asked('SELECT count(*)::int AS rows FROM dim_unit'))[0]?.['rows']).toBeGreaterThan(10);
      await client.query('COMMIT');
      expect(await rebuilt).toMatchObject({ differs: { streams: [] } });
      await client.end();
    }, 60_000);
  });

  describe('relet bi', () => {
    test('tells who may, gives them another municipality or password, and takes it all again', async () => {
      const role = `${schema}_moved`;
      expect(await relet(PASSWORD, 'grant', 'eksempel', '--role', role)).toMatchObject({
        exit: 0,
        talk: expect.stringContaining('eksempel'),
      });
      expect(await relet('another-long-word', 'grant', 'nordby', '--role', role)).toMatchObject({ exit: 0 });
      const { out } = await relet('', '--json');
      expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ role, municipality: 'nordby', by: 'demo-operator' }));
      await expect(postgres.connected(role, PASSWORD)).rejects.toThrow('password authentication failed');
      const client = await postgres.connected(role, 'another-long-word');
      expect((await client.query(`SELECT DISTINCT municipality FROM ${bi}.dim_unit`)).rows).toEqual([{ municipality: 'nordby' }]);
      expect(await relet('', 'revoke', '--role', role)).toMatchObject({ exit: 0 });
      await expect(client.query(`SELECT FROM ${bi}.dim_unit`)).rejects.toThrow(/permission denied|does not exist/);
      await client.end();
      await expect(postgres.connected(role, 'another-long-word')).rejects.toThrow('password authentication failed');
    });

    test('takes a role that the administrator of the database has made, and leaves it there', async () => {
      const role = `${schema}_theirs`;
      await postgres.ask(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
      expect(await relet(PASSWORD, 'grant', 'eksempel', '--role', role)).toMatchObject({
        exit: 2,
        talk: expect.stringContaining('BI_ROLE_TAKEN'),
      });
      expect(await relet('', 'grant', 'eksempel', '--role', role)).toMatchObject({ exit: 0 });
      expect((await asked('SELECT count(*)::int AS rows FROM dim_unit', 'theirs'))[0]?.['rows']).toBeGreaterThan(1);
      expect(await relet('', 'revoke', '--role', role)).toMatchObject({ exit: 0 });
      await postgres.ask(`DROP ROLE ${role}`);
    });

    test.each<[code: string, stdin: string, argv: string[]]>([
      ['USAGE', PASSWORD, ['grant', '--role', 'x']],
      ['USAGE', PASSWORD, ['grant', 'eksempel', '--all', '--role', 'x']],
      ['USAGE', PASSWORD, ['grant', 'eksempel', '--role', 'x; DROP ROLE y']],
      ['USAGE', '', ['something']],
      ['MUNICIPALITY_UNKNOWN', PASSWORD, ['grant', 'eksempl', '--role', 'x']],
      ['BI_PASSWORD', '', ['grant', 'eksempel', '--role', 'x']],
      ['BI_PASSWORD', 'short', ['grant', 'eksempel', '--role', 'x']],
      ['BI_PASSWORD', 'kærlighed-og-kaffe', ['grant', 'eksempel', '--role', 'x']],
      ['BI_ROLE_UNKNOWN', '', ['revoke', '--role', 'nobody_known']],
      ['BI_ROLE_TAKEN', '', ['grant', 'eksempel', '--role', 'relet']],
    ])('refuses with %s', async (code, stdin, argv) => {
      const { exit, out, talk } = await relet(stdin, ...argv);
      expect([exit, out, talk]).toEqual([2, '', expect.stringContaining(code)]);
      if (stdin.length > 5) expect(talk).not.toContain(stdin);
    });

    test('refuses rows in a file, rows that are not made yet, a schema of somebody else, and a user who may not', async () => {
      const refused = (setting: string) =>
        reletIn(
          { env: { ...around(), RELET_READ_MODEL: setting }, stdin: PASSWORD },
          'bi',
          'grant',
          '--all',
          '--role',
          'x',
          '--as',
          'operator',
        );
      expect(await refused('/tmp/rows.db')).toMatchObject({ exit: 2, talk: expect.stringContaining('BI_NEEDS_SERVER') });
      expect(await refused(postgres.setting())).toMatchObject({ exit: 2, talk: expect.stringContaining('BI_NOT_YET') });
      const [other, name] = [postgres.setting(), `${schema}_plain`];
      const theirs = new URL(other).searchParams.get('schema') as string;
      const served = await serve({ readModel: other });
      await served.stop();
      await postgres.ask(`CREATE SCHEMA ${theirs}_bi; CREATE TABLE ${theirs}_bi.dim_unit ()`);
      expect(await refused(other)).toMatchObject({ exit: 2, talk: expect.stringContaining('BI_SCHEMA_TAKEN') });
      await postgres.ask(`DROP SCHEMA ${theirs}_bi CASCADE; CREATE ROLE ${name} LOGIN PASSWORD '${PASSWORD}'; GRANT USAGE ON SCHEMA ${theirs} TO ${name};
        GRANT ALL ON ALL TABLES IN SCHEMA ${theirs} TO ${name}`);
      expect(await refused(other.replace(/\/\/[^@]*@/, `//${name}:${PASSWORD}@`))).toMatchObject({
        exit: 2,
        talk: expect.stringContaining('BI_DENIED'),
      });
      await postgres.ask(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
    }, 60_000);

    test('gives the server no password that could stand in its log', () => {
      const log = readFileSync(`${postgres.folder}/log`, 'utf8');
      const made = log.split('\n').filter((line) => line.includes(`ROLE "${schema}_administrator"`));
      expect(made.find((line) => line.includes('PASSWORD'))).toContain("'SCRAM-SHA-256$");
      expect(made.join()).not.toContain(PASSWORD);
    });
  });

  /** The demo as it is known now, folded from its log, and a question that reaches up to a day. */
  async function foldedBy(asOf: string): Promise<FigureQuery & { homes: Portfolio }> {
    const store = await openStore(server.settings.store, { readOnly: true });
    const events: LogEvent[] = [];
    for (let [after, end] = [undefined as string | undefined, false]; !end;) {
      const page = await store.readAll(after);
      events.push(...page.events);
      ({ next: after, end } = page);
    }
    await store.close();
    const streams = Map.groupBy(
      events.filter(({ stream }) => /^(unit|policy)-/.test(stream)),
      ({ stream }) => stream,
    );
    const live = new Map([...streams].map(([stream, all]) => [stream, liveFacts(all.map(upcast) as Fact[])]));
    const homes = [...live].flatMap(([stream, facts]) => (stream.startsWith('unit-') ? (foldHistory(stream.slice(5), facts) ?? []) : []));
    const policies = (municipality: string, day: string) => policyOn(live.get(`policy-${municipality}`) ?? [], day);
    return { homes: prepare(homes), from: '2000-01-01', to: asOf, asOf, policyOn: policies };
  }
});

const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
/** Of a row of an export the columns that a view has. */
const like = (rows: readonly Row[], row: Row): Row =>
  Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, row[camel(name)] ?? null]));
const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
const valueOf = (exact: Exact | null) => exact?.value ?? null;
const rounded = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toFixed(6)) : value]));
const partsOf = (groups: Group[], by: string, of: string, parts: (group: Group) => Record<string, number>) =>
  groups.flatMap((group) =>
    Object.entries(parts(group))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([part, days]) => (days ? { [by]: group.key, [of]: part, days } : [])),
  );

const nameOf = ({ municipality, key }: Group) => (municipality === undefined ? key : `${municipality}/${key}`);

const PHASES = ['clearing', 'inspection', 'ordering', 'works', 'move_in', 'offer_pending', 'reserved', 'matching', 'unrecorded'];
const OWNERS = ['relatives', 'administrator', 'contractor', 'municipality', 'citizen', 'unknown'];
const OUTCOMES = ['accepted', 'declined', 'expired', 'withdrawn', 'ended'];
const SPREADS = { gross: 'gross_days', net: 'net_days', core: 'core_days', leadTime: 'lead_days', offerLead: 'offer_lead_days' } as const;

/** What is compared of a group, as one list: days, money, lettings, offers, turnover. */
function expectedOf({ vacancy, lettings, offers, turnover }: Group): (number | null)[] {
  const { tomgang, leaver } = vacancy;
  return [
    ...[vacancy.emptyUnitDays, vacancy.availableUnitDays, vacancy.outOfServiceDays, tomgang.days, leaver.days],
    ...PHASES.map((phase) => vacancy.phases[phase] ?? 0),
    ...OWNERS.map((owner) => vacancy.owners[owner] ?? 0),
    Object.values(vacancy.delayDays).reduce((sum, days) => sum + days, 0),
    ...[tomgang.oere, tomgang.payers['municipality']?.oere ?? 0, leaver.oere],
    ...(['all', 'standard'] as const).flatMap((set) => [
      lettings[set].lettings,
      ...Object.keys(SPREADS).flatMap((name) => {
        const { n, sum, median, p90 } = lettings[set][name as keyof typeof SPREADS];
        return [n, n ? sum : null, valueOf(median), valueOf(p90)];
      }),
    ]),
    ...OUTCOMES.map((outcome) => offers[outcome] ?? 0),
    turnover.vacated,
  ].map((value) => (value === null ? null : Number(value.toFixed(6))));
}

/** A group without a day, letting or offer. */
const NONE = [
  ...new Array<number>(24).fill(0),
  ...['all', 'standard'].flatMap(() => [0, ...Object.keys(SPREADS).flatMap(() => [0, null, null, null])]),
  ...OUTCOMES.map(() => 0),
  0,
];

/** The same by SQL. */
function countedBy(by: Grouping): string {
  const [from, to] = ['2024-02-05', '2026-06-17'];
  const isPeriod = ['week', 'month', 'quarter', 'year'].includes(by);
  const key = (of: string) =>
    isPeriod ? `d.${by}::text` : by === 'building' ? `${of}.municipality || '/' || ${of}.building` : `${of}.${by}`;
  const dated = (day: string) => (isPeriod ? `JOIN dim_date d ON d.day = ${day}` : '');
  const sum = (what: string) => `coalesce(sum(${what}), 0)`;
  const oere = (of: string, more = '') => `SELECT k, sum(o) AS oere FROM (
      SELECT ${key('u')} AS k, (2 * sum(u.rent_oere)::bigint + m.days_of_month) / (2 * m.days_of_month) AS o
      FROM days u JOIN dim_date m ON m.day = u.day ${dated('u.day')} WHERE u.${of} = 1 ${more} GROUP BY 1, u.vacancy, m.month, m.days_of_month) x GROUP BY k`;
  const spread = (column: string, where: string) => {
    const filtered = `FILTER (WHERE ${where})`;
    const p = (at: number) => `round((percentile_cont(${at}) WITHIN GROUP (ORDER BY v.${column}) ${filtered})::numeric, 6)`;
    return `count(v.${column}) ${filtered}, sum(v.${column}) ${filtered}, ${p(0.5)}, ${p(0.9)}`;
  };
  const set = (where: string) =>
    `count(*) FILTER (WHERE ${where}), ${Object.values(SPREADS)
      .map((column) => spread(column, where))
      .join(', ')}`;
  const none = (count: number) => `jsonb_build_array(${new Array(count).fill('0').join(', ')})`;
  const noSet = `0, ${Object.keys(SPREADS)
    .map(() => '0, NULL, NULL, NULL')
    .join(', ')}`;
  return `WITH days AS MATERIALIZED (SELECT * FROM unit_days('${from}', '${to}')),
    a AS MATERIALIZED (SELECT ${key('u')} AS k, jsonb_build_array(
      ${['empty_days', 'available_days', 'out_of_service_days', 'tomgang_days', 'leaver_days'].map((name) => sum(`u.${name}`)).join(', ')},
      ${PHASES.map((phase) => `coalesce(sum(u.empty_days) FILTER (WHERE u.phase = '${phase}'), 0)`).join(', ')},
      ${OWNERS.map((owner) => `coalesce(sum(u.empty_days) FILTER (WHERE u.owner = '${owner}'), 0)`).join(', ')},
      ${sum('u.delay_days')}) AS counted FROM days u ${dated('u.day')} GROUP BY 1),
    t AS MATERIALIZED (${oere('tomgang_days')}), p AS MATERIALIZED (${oere('tomgang_days', "AND u.paid_by = 'municipality'")}), l AS MATERIALIZED (${oere('leaver_days')}),
    v AS MATERIALIZED (SELECT ${key('v')} AS k, jsonb_build_array(${set('true')}, ${set("v.reletting = 'standard'")}) AS counted
      FROM fact_vacancy v ${dated('v.ended')} WHERE v.reletting IS NOT NULL AND v.ended BETWEEN '${from}' AND '${to}' GROUP BY 1),
    o AS MATERIALIZED (SELECT ${key('o')} AS k, jsonb_build_array(${OUTCOMES.map((outcome) => `count(*) FILTER (WHERE o.outcome = '${outcome}')`).join(', ')}) AS counted
      FROM fact_offer o ${dated('o.resolved')} WHERE o.resolved BETWEEN '${from}' AND '${to}' GROUP BY 1),
    e AS MATERIALIZED (SELECT ${key('v')} AS k, count(*) AS vacated FROM fact_vacancy v ${dated('v.vacant_from')}
      WHERE NOT v.first_let AND v.vacant_from BETWEEN '${from}' AND '${to}' GROUP BY 1)
    SELECT a.k AS key, a.counted || jsonb_build_array(coalesce(t.oere, 0), coalesce(p.oere, 0), coalesce(l.oere, 0))
      || coalesce(v.counted, jsonb_build_array(${noSet}, ${noSet})) || coalesce(o.counted, ${none(OUTCOMES.length)}) || jsonb_build_array(coalesce(e.vacated, 0)) AS counted
    FROM a LEFT JOIN t USING (k) LEFT JOIN p USING (k) LEFT JOIN l USING (k) LEFT JOIN v USING (k) LEFT JOIN o USING (k) LEFT JOIN e USING (k)`;
}

/** The columns of each view as they were first given to analysts. */
const BEFORE: Readonly<Record<string, string>> = {
  dim_building: 'building_key municipality building units',
  dim_date: 'day year quarter month week weekday working_day closed_day closed_day_da closed_day_en days_of_month',
  dim_municipality: 'municipality units tomgang_payer',
  dim_unit: 'unit municipality building kind building_key available_from decommissioned state rent_oere',
  fact_offer: 'offer vacancy unit municipality building kind made respond_by outcome resolved',
  fact_phase: 'vacancy unit municipality building kind first_let phase owner phase_from phase_to days delay_days target_days',
  fact_unit_day:
    'day unit municipality building kind state available_days empty_days out_of_service_days vacancy phase owner delay_days tomgang_days leaver_days paid_by rent_oere',
  fact_vacancy:
    'vacancy unit municipality building kind first_let reason notice_received liable_until vacant_from works rent_from ended ended_by reletting gross_days net_days core_days lead_days offer_lead_days offers empty_days out_of_service_days clearing_days inspection_days ordering_days works_days move_in_days offer_pending_days reserved_days matching_days unrecorded_days delay_days tomgang_days tomgang_oere tomgang_payer leaver_days leaver_oere',
};
