import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Violation {
  from: string;
  rule: { name: string };
}

/** What the real configuration says of a tree. */
function violationsIn(tree: string): Violation[] {
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs', 'test'];
  const run = () =>
    execFileSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, NODE_OPTIONS: '' } });
  let output: string;
  try {
    output = run();
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

const PLANTED: [rule: string, file: string, text: string][] = [
  ['domain-is-pure', 'libs/domain/src/planted.ts', "import 'node:fs';"],
  ['domain-is-pure', 'libs/domain/src/planted2.ts', "import '#event-store';"],
  ['event-store-knows-no-house', 'libs/event-store/src/planted.ts', "import '#domain';"],
  ['platform-knows-no-feature', 'libs/platform/src/planted.ts', "import '#board';"],
  ['features-stand-alone', 'libs/board/src/planted.ts', "import '#vacancy';"],
  ['features-know-no-app-and-no-driver', 'libs/history/src/planted.ts', "import 'better-sqlite3';"],
  ['through-the-door-of-domain', 'apps/api/src/planted.ts', "import '../../../libs/domain/src/unit/evolve.js';"],
  ['through-the-door-of-vacancy', 'apps/api/src/planted2.ts', "import '../../../libs/vacancy/src/figures.js';"],
  ['no-cycles', 'libs/vacancy/src/planted.ts', "import { b } from './planted2.js';\nexport const a = () => b;"],
];

describe('the dependency table', () => {
  test('the tree keeps it', () => expect(violationsIn('.')).toEqual([]), 60_000);

  test('each rule turns red for a planted import', () => {
    const tree = mkdtempSync(join(tmpdir(), 'relet-tree-'));
    for (const part of ['apps', 'libs', 'test', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
      cpSync(part, join(tree, part), { recursive: true });
    symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
    for (const [, file, text] of PLANTED) writeFileSync(join(tree, file), `${text}\n`);
    writeFileSync(join(tree, 'libs/vacancy/src/planted2.ts'), "import { a } from './planted.js';\nexport const b = () => a;\n");
    const found = violationsIn(tree).map(({ from, rule }) => `${rule.name} ${from}`);
    rmSync(tree, { recursive: true });
    for (const [rule, file] of PLANTED) expect(found).toContain(`${rule} ${file}`);
  }, 60_000);
});

test('no file names the host of a package registry', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  expect(files.length).toBeGreaterThan(50);
  const host = ['registry', 'npmjs', 'org'].join('.');
  const grep = () => execFileSync('git', ['grep', '-l', '-F', '-e', host, '-e', '"resolved":'], { encoding: 'utf8' });
  const allowed = ['test/boundaries/boundaries.spec.ts'];
  let named: string[] = [];
  try {
    named = grep().split('\n').filter(Boolean);
  } catch {
    // git grep exits with 1 when nothing is found.
  }
  expect(named.filter((file) => !allowed.includes(file))).toEqual([]);
});
