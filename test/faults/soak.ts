import { appendFileSync } from 'node:fs';

/** True when faults are tried in full number (`npm run soak`) and not in samples. */
const FULL = process.env['RELET_SOAK'] === 'full';

/** How often a fault is tried: a sample in `npm test`, the full count in `npm run soak`. */
export const count = (sample: number, full: number): number => (FULL ? full : sample);

/** Puts what a test has counted beside its sentence in docs/soak.md. */
export function tell(figure: string): void {
  const file = process.env['RELET_SOAK_FIGURES'];
  if (file) appendFileSync(file, `${JSON.stringify({ test: expect.getState().currentTestName, figure })}\n`);
}
