import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newStore, serveApart, type ServerProcess } from '../operations/processes.js';
import { faultsIn, imported } from './importing.js';

const CASES = 'test/cases';

/** A file of a kind, what is right of it in words, and what the command line answers. */
interface Case {
  file: string;
  right: string;
  args?: string[];
  expected: { exit?: number; talk?: string; faults?: string[]; faultLines?: number[]; [told: string]: unknown };
}

const cases = readdirSync(CASES).flatMap((kind) => {
  const list = join(CASES, kind, 'cases.json');
  const its = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Case[]) : [];
  return its.map((each): [string, string, Case] => [join(kind, each.file), each.right, each]);
});

/** One server tries all files: it writes none of them, so that none is seen by the next. */
const store = newStore();
let server: ServerProcess;
beforeAll(async () => {
  server = await serveApart(store);
});
afterAll(() => server.stop());

test.each(cases)('%s: %s', async (path, _, { args = [], expected: { exit, talk, faults, faultLines, ...told } }) => {
  const answer = await imported(join(CASES, path), store, '--dry-run', ...args);
  if (exit !== undefined) expect(answer).toMatchObject({ exit, talk: expect.stringContaining(talk ?? '') as string });
  else {
    expect(answer.report).toMatchObject(told);
    if (faults) expect(faultsIn(answer.report)).toEqual(faults);
    if (faultLines) expect([...new Set(answer.report.faults.map(({ line }) => line))]).toEqual(faultLines);
  }
});
