import { fileURLToPath } from 'node:url';

/** Where the build has put the screens: beside the programs, from wherever they are started, as sources or as built. */
export const SCREENS_FOLDER = fileURLToPath(
  import.meta.url.includes('/dist/apps/') ? new URL('../../../../web', import.meta.url) : new URL('../../../../dist/web', import.meta.url),
);
