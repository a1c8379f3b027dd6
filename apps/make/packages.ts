import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { forNode } from './joining.ts';

/** Packages of many modules that many tests load. */
const JOINED = [
  '@fastify/static',
  '@nestjs/common',
  '@nestjs/common/constants.js',
  '@nestjs/common/enums/route-paramtypes.enum.js',
  '@nestjs/core',
  '@nestjs/cqrs',
  '@nestjs/platform-fastify',
  '@nestjs/swagger',
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace',
  '@simplewebauthn/server',
  'class-transformer',
  'class-validator',
  'commander',
  'csv-parse/sync',
  'fast-check',
  'kysely',
  'kysely/readonly',
  'openid-client',
  'prom-client',
  'rxjs',
  'saxes',
  'temporal-polyfill',
];
const FOLDER = 'dist/packages';
/** Packages that others ask for which are not joined: jest would give them ours. No name above may be one of these. */
const APART = ['jose', 'negotiator', 'reflect-metadata'];
/** The door of a joined package: a module that asks others as Node does. */
const DOOR = /^door\/(.+)\.mjs$/;

const files = Object.fromEntries(JOINED.map((name, n) => [name, `${n}-${name.replaceAll('/', '-').replace(/\.js$/, '')}`]));
const namesOf = async (name: string) => Object.keys((await import(name)) as object).filter((each) => each !== 'module.exports');
const doors = new Map(
  await Promise.all(JOINED.map(async (name) => [name, `export { ${(await namesOf(name)).join(', ')} } from '${name}';`] as const)),
);
const named = (id: string) => DOOR.exec(id)?.[1] ?? '';

// Every test file loads all its packages anew, and half of its start went into finding and opening 1,900 modules of them. Tests alone load these: jest.config.js tells where they lie.
await build({
  ...forNode({
    apart: APART,
    plugins: [
      {
        name: 'doors',
        resolveId: (id) => (DOOR.test(id) ? id : undefined),
        load: (id) => (DOOR.test(id) ? doors.get(named(id)) : undefined),
      },
    ],
  }),
  input: Object.fromEntries(JOINED.map((name) => [files[name] as string, `door/${name}.mjs`])),
  output: {
    ...{ dir: FOLDER, entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' },
    ...{ keepNames: true, strictExecutionOrder: true, cleanDir: true },
  },
});

for (const name of JOINED) {
  const joined = Object.keys((await import(pathToFileURL(`${FOLDER}/${files[name]}.js`).href)) as object);
  const lost = (await namesOf(name)).filter((each) => !joined.includes(each));
  if (lost.length) throw new Error(`${name} has lost ${lost.join(', ')} when it was joined.`);
}
// Written last: it says that all are there.
writeFileSync(`${FOLDER}/packages.json`, JSON.stringify(files, undefined, 1));
