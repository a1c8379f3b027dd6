import { rmSync } from 'node:fs';
import { stopShared } from '../../libs/platform/src/testing/index.ts';
import { canariesIn } from './said.ts';

/** Fails the run when a server has said what is a person's, and removes what the run has written. */
export default async function tearDown(): Promise<void> {
  await stopShared();
  const found = canariesIn(process.env['RELET_SAID'] as string);
  rmSync(process.env['TMPDIR'] as string, { recursive: true, force: true });
  if (found.length) throw new Error(`Servers have said what nobody may read in a log: ${found.slice(0, 20).join(' | ')}`);
}
