import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedIn, type Installed } from './installed.js';

/** Licences that ask for nothing but that their text is kept: anything may be built on them. */
const PLAIN = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Apache-2.0 AND MIT']);

/** Packages under another licence, each with the reason why it may be used. */
const ODD: Readonly<Record<string, string>> = {
  '@fontsource/ibm-plex-sans': 'OFL-1.1: a font, handed on unchanged with its licence.',
  'axe-core': 'MPL-2.0: a tool of tests alone, unchanged.',
  lightningcss: 'MPL-2.0: a tool of the build alone, unchanged, by Vite.',
  argparse: 'Python-2.0: as permissive as BSD; comes with js-yaml, which makes the document.',
  'caniuse-lite': 'CC-BY-4.0: a table of browsers, which nothing that we hand on holds; a tool of tests alone, by Babel.',
  'google-protobuf': '(BSD-3-Clause AND Apache-2.0): both are plain.',
  qr: '(MIT OR Apache-2.0): taken under MIT.',
  'type-fest': '(MIT OR CC0-1.0): taken under MIT; types alone.',
};
const installed = installedIn();
/** A package of one kind of machine goes by the name of the one that it belongs to. */
const named = ({ name }: Installed) => name.replace(/^(lightningcss)-.*/, '$1');
const isOdd = ({ licence }: Installed) => !PLAIN.has(licence);

test('every installed package is under a licence that asks for nothing, or has its reason here', () => {
  expect(installed.length).toBeGreaterThan(400);
  expect(installed.filter((each) => isOdd(each) && !ODD[named(each)]).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});

test('a reason stands here for no package that is gone or has a plain licence by now, and begins with the licence as it is', () => {
  const odd = new Map(installed.filter(isOdd).map(({ name, licence }) => [name, licence]));
  expect(Object.entries(ODD).filter(([name, reason]) => !reason.startsWith(`${odd.get(name)}: `))).toEqual([]);
});

test('the bill of materials and the list of licences are written by `npm run evidence`, and name every package that is installed', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const folder = mkdtempSync(join(tmpdir(), 'relet-evidence-'));
  const line = (scripts['evidence'] as string).replaceAll(/\bdata\b/g, folder);
  execFileSync('sh', ['-c', line], { stdio: 'pipe', env: { ...process.env, NODE_OPTIONS: '' } });
  const list = readFileSync(join(folder, 'licences.txt'), 'utf8').trim().split('\n');
  const named = new Set(list.map((line) => line.split('\t')[1]));
  const isNamed = ({ name, own, version }: Installed) => [name, own].some((each) => named.has(`${each}@${version}`));
  expect(installed.filter((each) => !isNamed(each))).toEqual([]);
  expect(list.filter((line) => line.startsWith('none'))).toEqual([]);
});
