import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the build has put the screens, from wherever this is started: as sources, as built, or joined into one program. */
export const SCREENS_FOLDER = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'dist/web');
