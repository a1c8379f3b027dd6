/** Measures an import of 10,000 re-lettings beside plain parsing of the same file, and how its memory grows with the file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { relettings, SPREADSHEET, toCsv } from '../../apps/cli/src/demo/relettings.js';
import { line, scratch } from './report.js';

const folder = mkdtempSync(join(scratch(), 'relet-bench-'));

/** Runs an import in a process of its own; answers seconds, seconds of the processor, and peak memory in MB. Its heap is small, so that garbage which is not collected yet does not count. */
function imported(file: string): { seconds: number; cpu: number; megabytes: number } {
  const code = `const { run } = await import('./dist/apps/cli/src/program.js');
    const exit = await run(['import', '${file}', '--store', '${file}.db', '--yes']);
    const { user, system } = process.cpuUsage();
    process.stdout.write('\\n' + exit + ' ' + process.resourceUsage().maxRSS + ' ' + (user + system) / 1e6);`;
  const begun = performance.now();
  const { stdout } = spawnSync(process.execPath, ['--max-old-space-size=256', '--input-type=module', '-e', code], { encoding: 'utf8' });
  const [exit, kilobytes = 0, cpu = 0] = (stdout.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (exit !== 0) throw new Error(`The import of ${file} failed.`);
  return { seconds: (performance.now() - begun) / 1000, cpu, megabytes: kilobytes / 1024 };
}

let least: number | undefined;
for (const wanted of [5_000, 10_000, 20_000]) {
  const all = [...relettings({ ...SPREADSHEET, homes: Math.round(wanted / 10), from: '2004-01-01', stay: 650 })];
  const file = join(folder, `${wanted}.csv`);
  writeFileSync(file, toCsv(all.slice(0, wanted)));
  const begun = performance.now();
  parse(readFileSync(file), { delimiter: ';', columns: true, bom: true });
  const parsing = (performance.now() - begun) / 1000;
  const { seconds, cpu, megabytes } = imported(file);
  const rows = Math.min(wanted, all.length);
  least ??= megabytes;
  line(`import of ${rows} re-lettings`, seconds, 's (goal 8 at 10,000)', seconds / parsing);
  line('  processor time of a re-letting', (cpu * 1e6) / rows, 'µs');
  line('  its peak memory', megabytes, 'MB, beside the smallest file', megabytes / least, 1);
}
rmSync(folder, { recursive: true, force: true });
