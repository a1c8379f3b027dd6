import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Puts all stores of a run into one folder, which is removed when the run ends. */
export default function setUp(): void {
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'relet-tests-'));
}
