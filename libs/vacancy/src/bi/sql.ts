import { DEFAULT_POLICY } from '@relet/domain';
import { rulesOf } from './rules.js';

/** A day number as a date. */
export const day = (number: string) => `(DATE '1970-01-01' + (${number})::int)`;

/** The number of the first day after the report date, asked once a statement. */
export const afterReport = (own: string) => `(SELECT ${own}.report_date() - DATE '1970-01-01' + 1)`;

/** The end of days that may be open, cut after the report date. */
export const cutEnd = (own: string, end: string) => `LEAST(COALESCE(${end}, ${afterReport(own)}), ${afterReport(own)})`;

const literal = (value: string | number | null) =>
  value === null ? 'NULL::bigint' : typeof value === 'number' ? `${value}::bigint` : `'${value}'`;

/** The practice that holds until a municipality has agreed its own, as rows. */
export const unlessAgreed = `(VALUES ${rulesOf(DEFAULT_POLICY)
  .map(({ phase, owner, target_days, tomgang_payer }) => `(${[phase, owner, target_days, tomgang_payer].map(literal).join(', ')})`)
  .join(', ')})`;

/** Joins what holds in a phase, by the policy in force on the first empty day: `t` where one is agreed, else `d`. */
export const joinPolicy = (rows: string, of: string, kind: 'JOIN' | 'LEFT JOIN' = 'JOIN') => `
    LEFT JOIN ${rows}.bi_policy t ON t.municipality = ${of}.municipality AND t.phase = ${of}.phase AND ${inForce(`${of}.vacant_from`)}
    ${kind} ${unlessAgreed} d (phase, owner, target_days, tomgang_payer) ON d.phase = ${of}.phase`;

const inForce = (number: string) => `t.from_day <= ${number} AND (t.to_day IS NULL OR ${number} < t.to_day)`;

/** One of the columns that `joinPolicy` has joined. */
export const agreed = (column: 'owner' | 'target_days' | 'tomgang_payer') =>
  `CASE WHEN t.phase IS NULL THEN d.${column} ELSE t.${column} END`;

/** Who bears what nobody pays, by the policy of a day. */
export const payerOn = (rows: string, municipality: string, number: string) =>
  `COALESCE((SELECT t.tomgang_payer FROM ${rows}.bi_policy t WHERE t.municipality = ${municipality} AND t.phase = 'clearing' AND ${inForce(number)}), ${literal(DEFAULT_POLICY.tomgangPayer)})`;

/** Days beyond a target among those that follow on so many days of the same phase. */
export const beyond = (target: string, before: string, days: string) =>
  `COALESCE(GREATEST(0, ${before} + ${days} - ${target}) - GREATEST(0, ${before} - ${target}), 0)`;
