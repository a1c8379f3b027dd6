import { PHASES } from '@relet/domain';
import type { AnalystView } from '@relet/platform';
import { BI_WORDS, WORDS, type BiColumn, type BiView, type Language, type RowField } from '@relet/words';
import { dates } from './dates.js';
import { afterReport, agreed, beyond, cutEnd, day, joinPolicy, payerOn } from './sql.js';

type Sql = (rows: string, own: string) => string;

const HOME: readonly BiColumn[] = ['unit', 'municipality', 'building', 'kind'];
/** A vacancy tells the days out of service apart from those of its phases. */
const PHASE_DAYS = PHASES.filter((phase) => phase !== 'out_of_service');

/** Days of a vacancy by the report date: as they were counted when it ended, else so far. */
const soFar = (own: string, counted: string, open: string) => `CASE WHEN ${isOver(own)} THEN v.${counted} ELSE (${open}) END`;
const isOver = (own: string) => `COALESCE(v.ended < ${afterReport(own)}, false)`;
const ofThis = (alias: string, own: string) =>
  `${alias}.stream = v.stream AND ${alias}.vacancy = v.vacancy AND ${alias}.from_day < ${afterReport(own)}`;
const daysSoFar = (rows: string, own: string, where: string) =>
  `SELECT COALESCE(SUM(${cutEnd(own, 'p.to_day')} - p.from_day), 0)::bigint FROM ${rows}.bi_phase p WHERE ${ofThis('p', own)} AND ${where}`;
const owedSoFar = (rows: string, own: string, by: string) =>
  `SELECT COALESCE(SUM(${cutEnd(own, 's.to_day')} - s.from_day), 0)::bigint FROM ${rows}.bi_span s WHERE ${ofThis('s', own)} AND s.owed_by = '${by}'`;

/** The rent of the days that somebody owes, rounded half up once a calendar month (R9). */
const rentSoFar = (rows: string, own: string, by: string) => `SELECT COALESCE(SUM((2 * x.due + x.days) / (2 * x.days)), 0)::bigint FROM (
      SELECT SUM((LEAST(${cutEnd(own, 's.to_day')}, m.next) - GREATEST(s.from_day, m.first)) * s.rent_oere)::bigint AS due, m.next - m.first AS days
      FROM ${rows}.bi_span s CROSS JOIN LATERAL (
        SELECT (b::date - DATE '1970-01-01')::bigint AS first, ((b + INTERVAL '1 month')::date - DATE '1970-01-01')::bigint AS next
        FROM generate_series(date_trunc('month', ${day('s.from_day')}::timestamp), ${day(`${cutEnd(own, 's.to_day')} - 1`)}::timestamp, INTERVAL '1 month') b) m
      WHERE ${ofThis('s', own)} AND s.owed_by = '${by}' GROUP BY m.first, m.next) x`;

/** A re-letting counts whole once it is over; \`standard\` without major works and days out of service. */
const reletting = (own: string) => `${isOver(own)} AND v.ended_by = 'let' AND v.first_let = 0`;
const ofReletting = (own: string, value: string) => `CASE WHEN ${reletting(own)} THEN (${value})::int END`;

const factVacancy: Sql = (
  rows,
  own,
) => `SELECT v.vacancy, v.unit, v.municipality, v.building, v.kind, v.first_let = 1 AS first_let, v.reason,
    ${day('v.notice_received')} AS notice_received, ${day('v.liable_until')} AS liable_until, ${day('v.vacant_from')} AS vacant_from,
    v.works, ${day('v.rent_from')} AS rent_from,
    CASE WHEN ${isOver(own)} THEN ${day('v.ended')} END AS ended, CASE WHEN ${isOver(own)} THEN v.ended_by END AS ended_by,
    CASE WHEN ${reletting(own)} THEN CASE WHEN v.works IS DISTINCT FROM 'major' AND v.out_of_service_days = 0 THEN 'standard' ELSE 'other' END END AS reletting,
    ${ofReletting(own, 'v.ended - v.vacant_from')} AS gross_days, ${ofReletting(own, 'v.empty_days')} AS net_days,
    ${ofReletting(own, 'v.ended - v.core_from')} AS core_days, ${ofReletting(own, 'v.vacant_from - v.notice_received')} AS lead_days,
    ${ofReletting(own, 'v.first_offer - v.vacant_from')} AS offer_lead_days, ${ofReletting(own, 'v.offers')} AS offers,
    (${soFar(own, 'empty_days', daysSoFar(rows, own, "p.phase <> 'out_of_service'"))})::int AS empty_days,
    (${soFar(own, 'out_of_service_days', daysSoFar(rows, own, "p.phase = 'out_of_service'"))})::int AS out_of_service_days,
    ${PHASE_DAYS.map((phase) => `(${soFar(own, `${phase}_days`, daysSoFar(rows, own, `p.phase = '${phase}'`))})::int AS ${phase}_days`).join(',\n    ')},
    (SELECT COALESCE(SUM(${beyond(agreed('target_days'), 'p.reached', `(${cutEnd(own, 'p.to_day')} - p.from_day)`)}), 0)::int
      FROM ${rows}.bi_phase p ${joinPolicy(rows, 'p')} WHERE ${ofThis('p', own)}) AS delay_days,
    (${soFar(own, 'tomgang_days', owedSoFar(rows, own, 'nobody'))})::int AS tomgang_days,
    ${soFar(own, 'tomgang_oere', rentSoFar(rows, own, 'nobody'))} AS tomgang_oere,
    ${payerOn(rows, 'v.municipality', 'v.vacant_from')} AS tomgang_payer,
    (${soFar(own, 'leaver_days', owedSoFar(rows, own, 'leaver'))})::int AS leaver_days,
    ${soFar(own, 'leaver_oere', rentSoFar(rows, own, 'leaver'))} AS leaver_oere
  FROM ${rows}.bi_vacancy v WHERE v.vacant_from < ${afterReport(own)}`;

const factPhase: Sql = (
  rows,
  own,
) => `SELECT p.vacancy, u.unit, u.municipality, u.building, u.kind, p.first_let = 1 AS first_let, p.phase, ${agreed('owner')} AS owner,
    ${day('p.from_day')} AS phase_from, CASE WHEN p.to_day < ${afterReport(own)} THEN ${day('p.to_day - 1')} END AS phase_to,
    (${cutEnd(own, 'p.to_day')} - p.from_day)::int AS days,
    (${beyond(agreed('target_days'), 'p.reached', `(${cutEnd(own, 'p.to_day')} - p.from_day)`)})::int AS delay_days,
    (${agreed('target_days')})::int AS target_days
  FROM ${rows}.bi_phase p JOIN ${rows}.bi_unit u ON u.stream = p.stream ${joinPolicy(rows, 'p')}
  WHERE p.from_day < ${afterReport(own)}`;

const factOffer: Sql = (rows, own) => `SELECT o.offer, o.vacancy, u.unit, u.municipality, u.building, u.kind,
    ${day('o.made')} AS made, ${day('o.respond_by')} AS respond_by,
    CASE WHEN o.resolved < ${afterReport(own)} THEN o.outcome ELSE 'pending' END AS outcome,
    CASE WHEN o.resolved < ${afterReport(own)} THEN ${day('o.resolved')} END AS resolved
  FROM ${rows}.bi_offer o JOIN ${rows}.bi_unit u ON u.stream = o.stream WHERE LEAST(o.made, o.resolved) < ${afterReport(own)}`;

/** The days of homes, of all of them or of a period. */
const unitDays = (
  rows: string,
  own: string,
  from: string,
  end: string,
) => `SELECT ${day('g.at')} AS day, u.unit, u.municipality, u.building, u.kind, s.state,
    (s.state <> 'out_of_service')::int AS available_days, (s.state = 'empty')::int AS empty_days,
    (s.state = 'out_of_service')::int AS out_of_service_days, s.vacancy, s.phase,
    CASE WHEN s.phase IS NOT NULL THEN ${agreed('owner')} END AS owner,
    COALESCE((s.reached + g.at - s.from_day >= ${agreed('target_days')})::int, 0) AS delay_days,
    COALESCE((s.owed_by = 'nobody')::int, 0) AS tomgang_days, COALESCE((s.owed_by = 'leaver')::int, 0) AS leaver_days,
    CASE WHEN s.owed_by = 'nobody' THEN ${agreed('tomgang_payer')} ELSE s.owed_by END AS paid_by, s.rent_oere
  FROM ${rows}.bi_span s JOIN ${rows}.bi_unit u ON u.stream = s.stream ${joinPolicy(rows, 's', 'LEFT JOIN')}
    CROSS JOIN LATERAL generate_series(${from}::int, ${end}::int - 1) g (at)`;

const factUnitDay: Sql = (rows, own) => unitDays(rows, own, 's.from_day', cutEnd(own, 's.to_day'));

const dimUnit: Sql = (rows, own) => `SELECT u.unit, u.municipality, u.building, u.kind, u.municipality || '/' || u.building AS building_key,
    ${day('u.from_day')} AS available_from, CASE WHEN u.to_day < ${afterReport(own)} THEN ${day('u.to_day')} END AS decommissioned, s.state, s.rent_oere
  FROM ${rows}.bi_unit u LEFT JOIN ${rows}.bi_span s ON s.stream = u.stream AND s.from_day < ${afterReport(own)} AND (s.to_day IS NULL OR s.to_day >= ${afterReport(own)})`;

const inPortfolio = (own: string) => `u.from_day < ${afterReport(own)} AND (u.to_day IS NULL OR u.to_day >= ${afterReport(own)})`;

const dimBuilding: Sql = (rows, own) => `SELECT u.municipality || '/' || u.building AS building_key, u.municipality, u.building,
    (COUNT(*) FILTER (WHERE ${inPortfolio(own)}))::int AS units
  FROM ${rows}.bi_unit u GROUP BY u.municipality, u.building`;

const dimMunicipality: Sql = (rows, own) => `SELECT m.municipality, (COUNT(u.unit) FILTER (WHERE ${inPortfolio(own)}))::int AS units,
    ${payerOn(rows, 'm.municipality', `(${afterReport(own)} - 1)`)} AS tomgang_payer
  FROM (SELECT municipality FROM ${rows}.bi_unit UNION SELECT municipality FROM ${rows}.bi_policy) m
    LEFT JOIN ${rows}.bi_unit u ON u.municipality = m.municipality GROUP BY m.municipality`;

const COLUMNS: Readonly<Record<Exclude<BiView, 'report_date' | 'unit_days'>, readonly BiColumn[]>> = {
  fact_vacancy: [
    ...(['vacancy', ...HOME, 'first_let', 'reason', 'notice_received', 'liable_until', 'vacant_from', 'works', 'rent_from'] as const),
    ...(['ended', 'ended_by', 'reletting', 'gross_days', 'net_days', 'core_days', 'lead_days', 'offer_lead_days', 'offers'] as const),
    ...(['empty_days', 'out_of_service_days', ...PHASE_DAYS.map((phase) => `${phase}_days` as const), 'delay_days'] as const),
    ...(['tomgang_days', 'tomgang_oere', 'tomgang_payer', 'leaver_days', 'leaver_oere'] as const),
  ],
  fact_phase: ['vacancy', ...HOME, 'first_let', 'phase', 'owner', 'phase_from', 'phase_to', 'days', 'delay_days', 'target_days'],
  fact_offer: ['offer', 'vacancy', ...HOME, 'made', 'respond_by', 'outcome', 'resolved'],
  fact_unit_day: [
    ...(['day', ...HOME, 'state', 'available_days', 'empty_days', 'out_of_service_days', 'vacancy', 'phase', 'owner'] as const),
    ...(['delay_days', 'tomgang_days', 'leaver_days', 'paid_by', 'rent_oere'] as const),
  ],
  dim_unit: [...HOME, 'building_key', 'available_from', 'decommissioned', 'state', 'rent_oere'],
  dim_building: ['building_key', 'municipality', 'building', 'units'],
  dim_municipality: ['municipality', 'units', 'tomgang_payer'],
  dim_date: [
    ...(['day', 'year', 'quarter', 'month', 'week', 'weekday', 'working_day'] as const),
    ...(['closed_day', 'closed_day_da', 'closed_day_en', 'days_of_month'] as const),
  ],
};

const LANGUAGES: readonly Language[] = ['da', 'en'];
const inBoth = (said: (language: Language) => string) => LANGUAGES.map((language) => `${language}: ${said(language)}`).join('\n');
const aboutView = (name: BiView) => inBoth((language) => BI_WORDS[language].views[name]);
const aboutColumn = (name: BiColumn) => inBoth((language) => `${headOf(name, language)}. ${BI_WORDS[language].columns[name]}`);

/** What a column is called: as in the files of rows, where it stands in them. */
function headOf(name: BiColumn, language: Language): string {
  const field = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const { heads } = BI_WORDS[language];
  return heads[name] ?? WORDS[language].rows.columns[field as RowField];
}

const view = (name: keyof typeof COLUMNS, select: Sql): AnalystView => ({
  name,
  sql: (rows, own) => `CREATE OR REPLACE VIEW ${own}.${name} WITH (security_invoker = true) AS ${select(rows, own)}`,
  about: aboutView(name),
  columns: Object.fromEntries(COLUMNS[name].map((column) => [column, aboutColumn(column)])),
});

/** The report date R: today in Copenhagen, unless \`relet.as_of\` names another day. */
const reportDate: AnalystView = {
  name: 'report_date',
  sql: (_, own) => `CREATE OR REPLACE FUNCTION ${own}.report_date() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT COALESCE(NULLIF(current_setting('relet.as_of', true), '')::date, (now() AT TIME ZONE 'Europe/Copenhagen')::date) $$`,
  about: aboutView('report_date'),
  columns: {},
  takes: '',
};

/** The same rows as fact_unit_day, of a period alone: without going through the days of all years. */
const daysOfPeriod: AnalystView = {
  name: 'unit_days',
  sql: (
    rows,
    own,
  ) => `CREATE OR REPLACE FUNCTION ${own}.unit_days(first_day date, last_day date) RETURNS SETOF ${own}.fact_unit_day LANGUAGE sql STABLE AS $$
    ${unitDays(rows, own, `GREATEST(s.from_day, first_day - DATE '1970-01-01')`, `LEAST(${cutEnd(own, 's.to_day')}, last_day - DATE '1970-01-01' + 1)`)} $$`,
  about: aboutView('unit_days'),
  columns: {},
  takes: 'date, date',
};

/** What analysts ask, in the order in which it is made. Columns are added at the end of a view, and none is renamed or taken away. */
export const VIEWS: readonly AnalystView[] = [
  reportDate,
  view('dim_date', dates),
  view('dim_municipality', dimMunicipality),
  view('dim_building', dimBuilding),
  view('dim_unit', dimUnit),
  view('fact_vacancy', factVacancy),
  view('fact_phase', factPhase),
  view('fact_offer', factOffer),
  view('fact_unit_day', factUnitDay),
  daysOfPeriod,
];
