import { relet } from '../acceptance/relet.js';

/** Runs one command line on a machine without demo principals, on a store that the environment names. */
export async function reletReal(store: string, token: string | undefined, ...argv: string[]): ReturnType<typeof relet> {
  const before = { ...process.env };
  delete process.env['RELET_DEMO'];
  Object.assign(process.env, { RELET_STORE: store, ...(token !== undefined && { RELET_TOKEN: token }) });
  try {
    return await relet(...argv);
  } finally {
    process.env = before;
  }
}
