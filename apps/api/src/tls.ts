import { readFileSync, statSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext, type Server } from 'node:tls';
import { BadSetting, type Log, type Settings } from '@relet/platform';

type Files = NonNullable<Settings['tls']>;

/** Milliseconds between two looks at whether the certificate was renewed. */
const LOOK = 5_000;

/** What the server needs for TLS, read from the files. Throws BadSetting: unreadable, open to other users of the machine, or no pair. */
export function secured({ cert, key }: Files): { cert: Buffer; key: Buffer } {
  const files = { cert: readable('RELET_TLS_CERT', cert), key: readable('RELET_TLS_KEY', key) };
  if (statSync(key).mode & 0o077) throw new BadSetting('RELET_TLS_KEY', 'FILE_OPEN_TO_OTHERS');
  try {
    createSecureContext(files);
  } catch {
    throw new BadSetting('RELET_TLS_CERT', 'NO_CERTIFICATE');
  }
  return files;
}

function readable(variable: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new BadSetting(variable, 'FILE_UNREADABLE');
  }
}

/** Takes a renewed certificate as soon as it is there, without a restart. One that cannot be used is told, and the one before goes on. */
export function renew(server: Server, files: Files, log: Log): void {
  const look = () => {
    try {
      server.setSecureContext(secured(files));
      log.log('The certificate was read anew.', 'Tls');
    } catch (error) {
      log.error(error instanceof BadSetting ? error.message : 'The certificate could not be read.', 'Tls');
    }
  };
  for (const path of [files.cert, files.key]) watchFile(path, { interval: LOOK, persistent: false }, look);
  server.once('close', () => [files.cert, files.key].forEach((path) => unwatchFile(path, look)));
}
