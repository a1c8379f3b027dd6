import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium: the program without windows, which takes a third of the processor time to start, or else the one with windows. */
export const PROGRAM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((each) => existsSync(each));

/** Opens Chromium with further arguments. */
export const openChromium = (...args: string[]): Promise<Browser> =>
  chromium.launch({ ...(PROGRAM && { executablePath: PROGRAM }), args: ['--no-sandbox', ...args] });
