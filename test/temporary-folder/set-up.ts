import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Puts all stores of a run into one folder, which is removed when the run ends, and beside them what its servers say. What the command line says is read in English, whatever the machine speaks. */
export default function setUp(): void {
  process.env['LC_ALL'] = 'C';
  process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'relet-tests-'));
  process.env['RELET_SAID'] = join(process.env['TMPDIR'], 'said');
  mkdirSync(process.env['RELET_SAID']);
}
