import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium: its program without windows (`chromium-headless-shell`) does the same with half the work, where somebody has installed it. */
const program = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((each) => existsSync(each));

/** False on a machine without it: what needs it is skipped. */
export const hasChromium = program !== undefined;

/** Opens it without what costs the machine much and shows nothing. */
export const openChromium = (...args: string[]): Promise<Browser> =>
  chromium.launch({ ...(program !== undefined && { executablePath: program }), args: ['--no-sandbox', '--disable-gpu', ...args] });
