import { rmSync } from 'node:fs';

/** Takes away what the run has written. */
export default function tearDown() {
  rmSync(process.env.TMPDIR, { recursive: true, force: true });
}
