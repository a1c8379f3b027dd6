import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const DOMAIN = 'libs/domain/src/unit';
const STORE = 'libs/event-store/src';

const PLANTED: [rule: string, file: string, text: string][] = [
  ['no-restricted-properties', `${DOMAIN}/now.ts`, 'export const now = Date.now();'],
  ['no-restricted-properties', `${DOMAIN}/chance.ts`, 'export const chance = Math.random();'],
  ['no-restricted-globals', `${DOMAIN}/machine.ts`, "export const machine = process.env['HOME'];"],
  ['no-floating-promises', `${STORE}/floating.ts`, 'const later = async () => 1;\nlater();\nexport {};'],
  [
    'no-misused-promises',
    `${STORE}/misused.ts`,
    'export const all = (n: number[]) => n.forEach(async () => { await Promise.resolve(); });',
  ],
  ['no-unused-vars', `${STORE}/unused.ts`, "import { join } from 'node:path';\nexport {};"],
  ['consistent-type-imports', `${STORE}/type.ts`, "import { Stats } from 'node:fs';\nexport const size = (file: Stats) => file.size;"],
  ['no-explicit-any', `${STORE}/any.ts`, 'export const any = (value: any) => typeof value;'],
  [
    'switch-exhaustiveness-check',
    `${STORE}/switch.ts`,
    "export const of = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n};",
  ],
];

describe('the lint rules', () => {
  const tree = mkdtempSync(join(tmpdir(), 'relet-lint-'));
  let found: string[];

  beforeAll(() => {
    for (const part of ['package.json', 'tsconfig.json', '.oxlintrc.json']) cpSync(part, join(tree, part));
    symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
    for (const [, file, text] of PLANTED) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), `${text}\n`);
    }
    const lint = resolve('node_modules/.bin/oxlint');
    const env = { ...process.env, NODE_OPTIONS: '' };
    found = spawnSync(lint, ['--type-aware', '-f', 'unix', 'libs'], { cwd: tree, encoding: 'utf8', env }).stdout.split('\n');
  }, 60_000);
  afterAll(() => rmSync(tree, { recursive: true }));

  test.each(PLANTED)('%s turns red for %s', (rule, file) =>
    expect(found.filter((line) => line.startsWith(`${file}:`)).join()).toContain(`(${rule})`),
  );
});

test('the domain never asks the machine for the time', () => {
  const sources = readdirSync('libs/domain/src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(30);
  expect(
    sources.filter((file) => /\bDate\(\s*\)|\.format(?:ToParts)?\(\s*\)/.test(readFileSync(join('libs/domain/src', file), 'utf8'))),
  ).toEqual([]);
});
