import { enableCompileCache, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(`relet needs Node 24.15 or later; this is ${process.versions.node}. Start it with ./relet.\n`);
  process.exit(2);
}
// Node tells its developers with each connection that a name in TLS is no IP address. The certificate is looked at for that address all the same, and nobody who types a command can do anything about it.
const { emitWarning } = process;
process.emitWarning = ((...said: Parameters<typeof emitWarning>) => {
  if (!(said as unknown[]).includes('DEP0123')) emitWarning.apply(process, said);
}) as typeof emitWarning;
// It is no failure when the reader of a pipe has seen enough and closes it (`relet ... | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
// What Node has compiled is kept beside the program, so that the next command starts sooner; where nothing can be written it is compiled again.
enableCompileCache(join(dirname(findPackageJSON(import.meta.url) ?? ''), 'dist/compile-cache'));
const { run } = await import('./program.js');
process.exitCode = await run(process.argv.slice(2));
