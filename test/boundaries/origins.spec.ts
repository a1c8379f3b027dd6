import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hosts that serve packages, places to fetch a package from and tokens for them; in parts, so that this file does not name one. */
const ORIGIN = [
  '"resol' + 'ved": *"[a-z+]*:',
  '://[^/ ]*(regist' + 'ry|npm|artifactory|nexus|verdaccio)',
  'regist' + 'ry[.]npm',
  'regist' + 'ry *= *"?http',
  '_auth' + 'Token',
].join('|');

/** The output of git; `none` is the exit code that means that nothing was found. */
function git(args: string[], { cwd = '.', none = 0 } = {}): string {
  const { status, stdout, stderr } = spawnSync('git', ['-c', 'safe.directory=*', ...args], { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0 && status !== none) throw new Error(stderr);
  return stdout;
}

const withHistory = existsSync('.git') ? describe : describe.skip;

withHistory('where packages come from is the business of each machine', () => {
  test('no file names a place to fetch packages from', () => {
    expect(git(['ls-files']).split('\n').length).toBeGreaterThan(50);
    expect(git(['grep', '-nIE', '-e', ORIGIN], { none: 1 })).toBe('');
  });

  test('no commit ever did, in its files or its words', () => {
    expect(git(['log', '--format=%h %s', '-E', '-G', ORIGIN, '--', '.', ':!test/boundaries'])).toBe('');
    expect(git(['log', '--format=%h %s', '-E', '-i', '--grep', ORIGIN])).toBe('');
  });

  test.each([
    ['package-lock.json', '"resol' + 'ved": "https://elsewhere/a.tgz"'],
    ['notes.md', 'https://regist' + 'ry.example.com/a'],
    ['notes.md', 'https://user@np' + 'm.example.com/'],
    ['.npmrc', 'regist' + 'ry = http://10.0.0.1'],
  ])('a %s that did would be found', (name, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'relet-origin-'));
    writeFileSync(join(folder, name), `${text}\n`);
    expect(git(['grep', '--no-index', '-nIE', '-e', ORIGIN], { cwd: folder, none: 1 })).toContain(name);
    rmSync(folder, { recursive: true });
  });
});

test('the lock file names no other place to fetch from, and has a checksum for every package', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity?: string; resolved?: string }>;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  expect(packages.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
});
