import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package as it lies in node_modules. */
export interface Installed {
  /** Under which it is imported. */
  name: string;
  /** What it calls itself, which may be another name. */
  own: string;
  version: string;
  /** As its own package.json says it; 'none' when it says nothing. */
  licence: string;
}

/** Every package below a folder of packages, also those that lie within others; sorted by name and version. */
export function installedIn(folder = 'node_modules'): Installed[] {
  const key = ({ name, version }: Installed) => `${name} ${version}`;
  return found(folder).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function found(folder: string): Installed[] {
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  return folders.flatMap(({ name }) => {
    const path = join(folder, name);
    if (name.startsWith('@')) return found(path);
    return existsSync(join(path, 'package.json')) ? [read(path), ...found(join(path, 'node_modules'))] : [];
  });
}

function read(path: string): Installed {
  const { name: own, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Record<string, string>;
  return {
    own: own as string,
    version: version as string,
    name: path.split('node_modules/').at(-1) as string,
    licence: typeof license === 'string' ? license : 'none',
  };
}
