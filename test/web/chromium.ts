import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium. Its package without a window of its own (`chromium-headless-shell`) does the same with half the work, where somebody has installed it. */
const program = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((each) => existsSync(each));

/** False on a machine without it: what needs it is skipped. */
export const hasChromium = program !== undefined;

/** Tests of the screens run in Debian's Chromium, which a machine may not have. */
export const inChromium = hasChromium ? test : test.skip;

/**
 * What Playwright turns off. Chromium hears the last of such lists only, so that one of our own has to say it again.
 * Without the cross-origin one, a redirect that a test looks into is broken off.
 */
const OF_PLAYWRIGHT = [
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose'],
  ...['HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying'],
  ...['OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning'],
];
/** Chromium renders two pages of its own for the address field of each window, which nobody sees here: they cost more than our page. */
const OF_THE_ADDRESS_FIELD = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** Opens it without what costs the machine much and shows nothing. */
export const openChromium = (...args: string[]): Promise<Browser> =>
  chromium.launch({
    ...(program !== undefined && { executablePath: program }),
    args: ['--no-sandbox', '--disable-gpu', `--disable-features=${[...OF_PLAYWRIGHT, ...OF_THE_ADDRESS_FIELD].join()}`, ...args],
  });
