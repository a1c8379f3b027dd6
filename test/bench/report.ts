import { mkdirSync } from 'node:fs';

/** Prints one figure, with its ratio to another one of the same run and the goal for that ratio. */
export function line(what: string, figure: number, unit: string, ratio?: number, goal?: number): void {
  const beside = ratio === undefined ? '' : `  ${ratio.toFixed(2)}x${goal === undefined ? '' : ` (goal ${goal}x)`}`;
  process.stdout.write(`${what.padEnd(44)} ${Math.round(figure).toLocaleString('en').padStart(12)} ${unit}${beside}\n`);
}

/** A folder beside the project, because that is on a real disk; the temporary folder may be in memory. */
export function scratch(): string {
  mkdirSync('data', { recursive: true });
  return 'data';
}

/** Waits until this process has nothing to do, at most a minute: a server that has just started looks through its log. */
export async function atRest(): Promise<void> {
  for (let n = 0; n < 300; n++) {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { user, system } = process.cpuUsage(before);
    if (user + system < 20_000) return;
  }
}
