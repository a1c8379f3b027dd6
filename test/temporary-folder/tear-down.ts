import { rmSync } from 'node:fs';

/** Removes what the run has written. */
export default function tearDown(): void {
  rmSync(process.env['TMPDIR'] as string, { recursive: true, force: true });
}
