import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const changed = (path: string) => statSync(at(path)).mtimeMs;
const filesIn = (folder: string) => readdirSync(at(folder)).map((name) => `${folder}/${name}`);

/** True when a file was built after each of those that it was made of was last changed: only then may it stand for them. */
const isBuilt = (file: string, ...sources: string[]) => existsSync(at(file)) && sources.every((source) => changed(source) < changed(file));

const PACKAGES = 'dist/packages/packages.json';
const READER = 'dist/program/reading-thread.js';
const SHEET = 'libs/reletting/src/import/sheet';

/** Packages that were joined into few files (apps/make/packages.ts), each with its own: whoever loads the application otherwise finds and opens 1,900 modules of them. */
export function joinedPackages(): [name: string, file: string][] {
  if (!isBuilt(PACKAGES, 'node_modules/.package-lock.json', ...filesIn('apps/make'))) return [];
  const files = Object.entries(JSON.parse(readFileSync(at(PACKAGES), 'utf8')) as Record<string, string>);
  return files.map(([name, file]) => [name, at(`dist/packages/${file}.js`)]);
}

const packages = () => Object.fromEntries(joinedPackages().map(([name, file]) => [`^${name.replace(/\W/g, '\\$&')}$`, file]));

/** The reader of sheets runs in a thread of its own, in which Node takes the types out of each of its files again and again. */
const reader = (): Record<string, string> =>
  isBuilt(READER, ...filesIn(SHEET)) ? { '^\\./reading-thread\\.js$': `<rootDir>/${READER}` } : {};

/** What was built and stands for its sources while tests run, as jest maps names. What is older than its sources is passed over, and so is what nobody has built. */
export const built: Readonly<Record<string, string>> = { ...packages(), ...reader() };
