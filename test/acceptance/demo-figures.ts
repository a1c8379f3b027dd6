import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VacancyAnswer } from '@relet/vacancy';
import { storeWith, theLog } from '../histories/before/log.js';
import { relet } from './relet.js';

export const folder = mkdtempSync(join(tmpdir(), 'relet-figures-'));
const store = join(folder, 'relet.db');
/** Makes the store of the demo, as version 0.1 wrote it. */
export const makeStore = () => storeWith(store, theLog());

export const here = ['--store', store];
export const HALF = ['--from', '2026-01-01', '--to', '2026-06-30'];
export const vacancy = (...options: string[]) => relet('vacancy', ...HALF, ...options, ...here);
/** The figures of the half-year, which say nothing on stderr. */
export async function figures(...options: string[]): Promise<VacancyAnswer> {
  const { exit, out, talk } = await vacancy('--json', ...options);
  expect([exit, talk]).toEqual([0, '']);
  return JSON.parse(out) as VacancyAnswer;
}
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
