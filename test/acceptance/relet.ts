import { jest } from '@jest/globals';
import { closeSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../apps/cli/src/program.js';

/** What a command line answers: its exit code, and what it wrote. */
export interface Ran {
  exit: number;
  out: string;
  talk: string;
}

/** What stands around a command line: settings of the machine, like its locale, and what comes by stdin. */
interface Around {
  env?: Readonly<Record<string, string>>;
  stdin?: string;
}

/** Runs one command line in this process. */
export const relet = (...argv: string[]): Promise<Ran> => reletIn({}, ...argv);

/** The same with what stands around it. Nobody sits at a terminal. */
export async function reletIn({ env = {}, stdin = '' }: Around, ...argv: string[]): Promise<Ran> {
  let [out, talk] = ['', ''];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((talk += String(text)), true));
  const before = { stdin: Object.getOwnPropertyDescriptor(process, 'stdin') ?? {}, env: { ...process.env } };
  const fd = opened(stdin);
  Object.defineProperty(process, 'stdin', { configurable: true, value: { fd, isTTY: false } });
  Object.assign(process.env, env);
  try {
    return { exit: await run(argv), out, talk };
  } finally {
    Object.defineProperty(process, 'stdin', before.stdin);
    for (const name of Object.keys(env)) {
      delete process.env[name];
      if (before.env[name] !== undefined) process.env[name] = before.env[name];
    }
    closeSync(fd);
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

/** A file with a text, opened for reading. */
function opened(text: string): number {
  const file = join(mkdtempSync(join(tmpdir(), 'relet-stdin-')), 'typed');
  writeFileSync(file, text);
  return openSync(file, 'r');
}
