import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const UNITS = ['relet.service', 'relet@.service', 'relet-backup.service', 'relet-backup.timer'];
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const withSystemd = hasSystemd ? test : test.skip;

/** The units of systemd with the paths of this tree, so that the programs they start exist. */
function unitsHere(): string {
  const folder = mkdtempSync(join(tmpdir(), 'relet-units-'));
  for (const unit of UNITS)
    writeFileSync(join(folder, unit), readFileSync(join('infra', unit), 'utf8').replaceAll('/opt/relet/relet', resolve('relet')));
  return folder;
}

const analyze = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8', timeout: 20_000 });
  return { status, said: stdout + stderr };
};

withSystemd('systemd finds nothing wrong with the units', () => {
  const folder = unitsHere();
  const units = UNITS.map((unit) => join(folder, unit));
  expect(analyze('verify', '--man=no', ...units)).toEqual({ status: 0, said: '' });
  copyFileSync(units[0] as string, join(folder, 'bad.service'));
  writeFileSync(join(folder, 'bad.service'), 'ProtectSistem=strict\nExecStart=/nowhere\n', { flag: 'a' });
  expect(analyze('verify', '--man=no', join(folder, 'bad.service')).said).toContain('ProtectSistem');
});

withSystemd.each(['relet.service', 'relet@.service', 'relet-backup.service'])('%s has a low exposure by systemd-analyze', (unit) => {
  // systemd-analyze counts the exposure in tenths; a service without any protection has 96.
  expect(analyze('security', '--offline=yes', '--threshold=20', join(unitsHere(), unit))).toMatchObject({ status: 0 });
});
