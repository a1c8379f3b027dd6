import { rmSync } from 'node:fs';

/** Takes away what the run has written. */
export default function tearDown(): void {
  rmSync(process.env['TMPDIR'] as string, { recursive: true, force: true });
}
