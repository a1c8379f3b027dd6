import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { inChromium, openDemo, type Role } from './demo.js';

const house = openDemo();

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Screens, by who opens them. */
const SCREENS: [role: Role, place: string][] = [
  ['administrator', '/'],
  ['administrator', '/tavle'],
  ['analyst', '/analyse?mod=before&forklar=emptyDays:eksempel/Solgaarden'],
  ['auditor', '/historik'],
  ['operator', '/import'],
  ['operator', '/drift'],
  ['administrator', '/tavle?vis=tabel'],
  ['nordby', '/tavle?raekker=plejecenter&sandPr=2026-06-01'],
  ['eksempel', '/venteliste'],
  ['administrator', '/moede?siden=2026-10-01'],
  ['eksempel', '/moede?siden=2026-10-01&vis=en'],
  ['administrator', '/mig'],
  ['operator', '/'],
  ['eksempel', '/personer'],
  ['dpo', '/opslag?slags=all'],
  ['administrator', '/bolig/eksempel.104'],
  ['administrator', '/praksis/eksempel'],
  ['eksempel', '/bolig/eksempel.107?sandPr=2026-06-01'],
];

/** What opens over a screen or within it, by who opens it where and how. */
const STATES: [state: string, role: Role, place: string, open: (page: Page) => Promise<void>][] = [
  [
    'the palette',
    'administrator',
    '/tavle',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.waitForSelector('.palette input:focus');
      await page.keyboard.type('eksempel.1');
      await page.waitForSelector('.palette [role=menuitem]:has-text("eksempel.1")');
    },
  ],
  [
    'the dialog of a step',
    'administrator',
    '/tavle',
    async (page) => {
      await page.locator('.card [data-main]').first().press('Enter');
      await page.waitForSelector('.dialog form.command :focus');
    },
  ],
  [
    'the form of who stands in',
    'analyst',
    '/mig',
    async (page) => {
      // The demo's roles have no colleagues: one is told here.
      await page.route('**/v1/me/colleagues', (route) => route.fulfill({ json: { colleagues: [{ id: 'anna', called: 'Anna Kollega' }] } }));
      await page.reload({ waitUntil: 'networkidle' });
      await page.waitForSelector('form.command select');
    },
  ],
];

/** What axe finds on a page, as rule and element. */
async function findings(page: Page): Promise<string[]> {
  // The policy of the page lets no script in, so that axe comes as what a debugger would say.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Runtime.evaluate', { expression: AXE });
  const { result } = await cdp.send('Runtime.evaluate', {
    expression:
      "axe.run().then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))))",
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(String(result.value)) as string[];
}

/** Full: every screen in both languages, both colours and three widths. In the ordinary run each screen in one of two ways. */
const isFull = process.env['RELET_BROWSER'] === 'full';
const WAYS = [
  { at: 0, language: 'da', theme: 'light', width: 1280 },
  { at: 1, language: 'en', theme: 'dark', width: 320 },
  ...(isFull
    ? [
        { at: 2, language: 'da', theme: 'dark', width: 2560 },
        { at: 3, language: 'en', theme: 'light', width: 1280 },
      ]
    : []),
];

/** The window of somebody, in a language, colours and a width. */
async function windowOf(role: Role, { language, theme, width }: { language: string; theme: string; width: number }): Promise<Page> {
  const { page } = await house.window(role, '/', { viewport: { width, height: 900 } });
  await page.evaluate(
    ([spoken, worn]) => {
      localStorage.setItem('relet.language', spoken as string);
      localStorage.setItem('relet.theme', worn as string);
    },
    [language, theme],
  );
  return page;
}

inChromium.each(WAYS)(
  'axe finds nothing on any screen, in $language, $theme, $width px wide',
  async ({ at, language, theme, width }) => {
    const found: string[] = [];
    const pages = new Map<Role, Page>();
    for (const [role, place] of isFull ? SCREENS : SCREENS.filter((_, n) => n % WAYS.length === at)) {
      const page = pages.get(role) ?? (await windowOf(role, { language, theme, width }));
      pages.set(role, page);
      await page.goto(`${house.address}${place}`, { waitUntil: 'networkidle' });
      found.push(...(await findings(page)).map((each) => `${place} ${each}`));
      const isWide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
      if (isWide) found.push(`${place} is wider than the window`);
    }
    for (const [state, role, place, open] of isFull ? STATES : STATES.filter((_, n) => n % WAYS.length === at)) {
      const page = pages.get(role) ?? (await windowOf(role, { language, theme, width }));
      pages.set(role, page);
      await page.goto(`${house.address}${place}`, { waitUntil: 'networkidle' });
      await open(page);
      found.push(...(await findings(page)).map((each) => `${state} ${each}`));
    }
    for (const page of pages.values()) await page.context().close();
    expect(found).toEqual([]);
  },
  300_000,
);
