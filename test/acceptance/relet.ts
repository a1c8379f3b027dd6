import { jest } from '@jest/globals';
import { run } from '../../apps/cli/src/program.js';

/** Runs one command line; answers its exit code and what it wrote. */
export async function relet(...argv: string[]): Promise<{ exit: number; out: string; talk: string }> {
  let [out, talk] = ['', ''];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((talk += String(text)), true));
  const exit = await run(argv);
  stdout.mockRestore();
  stderr.mockRestore();
  return { exit, out, talk };
}
