import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Puts all stores of a run into one folder, which is removed when the run ends. What the command line says is read in English, whatever the machine speaks. */
export default function setUp(): void {
  process.env['LC_ALL'] = 'C';
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'relet-tests-'));
}
