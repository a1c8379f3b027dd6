import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ALLOWED, AROUND, PLANTED } from './planted.js';

const CONFIG = '.dependency-cruiser.cjs';

interface Verdict {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; rule: { name: string } }[]; ruleSetUsed: { forbidden: { name: string }[] } };
}

/** The findings of a tree's own configuration about that tree. */
function judge(tree: string): Verdict {
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruiser, '--config', CONFIG, '--output-type', 'json', 'apps', 'libs', 'test'];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28, env });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Verdict;
}

/** A copy of the whole tree, with more files in it. */
function copyWith(files: (readonly [file: string, text: string])[]): string {
  const tree = mkdtempSync(join(tmpdir(), 'relet-tree-'));
  for (const part of ['apps', 'libs', 'test', 'package.json', 'tsconfig.json', CONFIG]) cpSync(part, join(tree, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  for (const [file, text] of files) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), `${text}\n`);
  }
  return tree;
}

describe('the dependency table', () => {
  const trees: string[] = [];
  const copy = (files: (readonly [string, string])[]) => {
    const tree = copyWith(files);
    trees.push(tree);
    return tree;
  };
  let planted: Verdict;

  beforeAll(() => {
    planted = judge(copy([...AROUND, ...ALLOWED, ...PLANTED.map(([, file, text]) => [file, text] as const)]));
  }, 60_000);
  afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true })));

  test('is kept by the whole tree', () => expect(judge('.').summary.violations).toEqual([]), 60_000);

  test.each(PLANTED)('%s turns red for %s', (rule, file) => {
    const broken = planted.summary.violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect(broken).toContain(rule);
  });

  test('has a planted offence for every rule', () => {
    const rules = planted.summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(rules.filter((name) => !PLANTED.some(([rule]) => rule === name))).toEqual([]);
  });

  test.each(ALLOWED)('allows %s', (file) => {
    expect(planted.modules.map(({ source }) => source)).toContain(file);
    expect(planted.summary.violations.filter(({ from }) => from === file)).toEqual([]);
  });

  test('sees an import of @relet/... as an edge to the source of that door', () => {
    const edges = planted.modules.find(({ source }) => source === 'libs/board/src/planted-feature.ts')?.dependencies;
    expect(edges?.map(({ resolved }) => resolved)).toEqual(['libs/vacancy/src/index.ts']);
  });

  test('fails instead of finding nothing when the doors lead to no source', () => {
    const tree = copy([]);
    const config = readFileSync('tsconfig.json', 'utf8');
    writeFileSync(join(tree, 'tsconfig.json'), config.replaceAll('"@relet/', '"@elsewhere/'));
    expect(judge(tree).summary.violations.map(({ rule }) => rule.name)).toContain('all-is-found');
  }, 60_000);
});
