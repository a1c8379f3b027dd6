import { mkdirSync } from 'node:fs';

/** Prints one figure, and its ratio to a peer of the same run beside the goal. */
export function line(what: string, figure: number, unit: string, ratio?: number, goal?: number): void {
  const beside = ratio === undefined ? '' : `  ${ratio.toFixed(2)}x${goal === undefined ? '' : ` (goal ${goal}x)`}`;
  process.stdout.write(`${what.padEnd(44)} ${Math.round(figure).toLocaleString('en').padStart(12)} ${unit}${beside}\n`);
}

/** A folder on a real disk, not in memory: where the project lies. */
export function scratch(): string {
  mkdirSync('data', { recursive: true });
  return 'data';
}
