import { reletIn, type Ran } from '../acceptance/relet.js';

/** Runs one command line on a machine without demo principals, on a store that the environment names. */
export const reletReal = (store: string, token: string | undefined, ...argv: string[]): Promise<Ran> =>
  reletIn({ env: { RELET_DEMO: '', RELET_STORE: store, ...(token !== undefined && { RELET_TOKEN: token }) } }, ...argv);
