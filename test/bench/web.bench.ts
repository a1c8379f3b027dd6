/** The screens in Chromium against their budgets: first board, kilobytes, a step, a filter over 1,000 homes, scrolling 1,000 rows, and memory under live events. */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { demo, type Demo } from '../web/house.js';
import { line } from './report.js';

const HOMES = 1_000;
const middle = (figures: number[]) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] as number;
const percentile = (figures: number[], share: number) =>
  figures.sort((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))] as number;

/** Runs in the page: types into the filter, and waits until the next frame is painted. */
const TYPING = `async (typed) => {
  const field = document.querySelector('[data-filter]');
  const begun = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, typed);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
}`;

const house = await demo();
try {
  const { page, context } = await house.window('administrator', '/tavle');
  await page.waitForSelector('[data-row]');
  const cookies = await context.storageState();

  line('first page, kilobytes as sent (budget 250)', (await kilobytes(page)) / 1_000, 'kB');
  const firsts: number[] = [];
  for (let n = 0; n < 5; n++) firsts.push(await firstBoard(house, cookies));
  line('first board of 60 homes, cold (budget 1,500)', middle(firsts), 'ms');
  line('a step from Enter to acknowledged, p95 (budget 200)', percentile(await steps(page, house), 0.95), 'ms');

  await many(house);
  await page.goto(`${house.address}/tavle`);
  await page.getByRole('button', { name: 'Som tabel' }).click();
  await page.waitForSelector('tr[data-row]');
  line(`filter over ${HOMES} homes (budget 100)`, await filtered(page), 'ms');
  line(`frames over 50 ms while ${HOMES} rows scroll (budget 0)`, await scrolled(page), '');
  const [before, after] = await remembered(page, house);
  line('heap after 50 live events', before / 1_000, 'kB');
  line('heap after 250 live events', after / 1_000, 'kB', after / before, 1.1);
} finally {
  await house.stop();
}

/** What the page has loaded of scripts, styles and fonts, as it is sent. */
async function kilobytes(page: Page): Promise<number> {
  const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const files = urls.filter((url) => url.includes('/assets/')).map((url) => `dist/web/assets/${basename(url)}`);
  return files.reduce((sum, file) => sum + statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size, 0);
}

/** Milliseconds from asking for the page, with nothing kept, until a card can be used. */
async function firstBoard(
  { browser, address }: Demo,
  storageState: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>,
): Promise<number> {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  await page.goto(`${address}/tavle`, { waitUntil: 'commit' });
  await page.waitForSelector('[data-row] button');
  const took = await page.evaluate(() => performance.now());
  await context.close();
  return took;
}

/** Twenty rents, each from Enter until the form has gone. */
async function steps(page: Page, { address }: Demo): Promise<number[]> {
  await page.goto(`${address}/bolig/eksempel.104`);
  const took: number[] = [];
  for (let n = 0; n < 20; n++) {
    await page.getByRole('button', { name: 'Fastsæt huslejen' }).first().click();
    await page.fill('input[name=rentOere]', String(7_000 + n));
    await page.waitForSelector('.preview li');
    const begun = performance.now();
    await page.press('input[name=rentOere]', 'Enter');
    await page.waitForSelector('form.command', { state: 'detached' });
    took.push(performance.now() - begun);
  }
  return took;
}

/** Homes that nobody has lived in yet, until there are a thousand. */
async function many(house: Demo): Promise<void> {
  for (let n = 60; n < HOMES; n += 100) {
    const commands = Array.from({ length: Math.min(100, HOMES - n) }, (_, at) => ({
      command: 'RegisterUnit',
      target: `eksempel.${9_000 + n + at}`,
      fields: { effective: '2026-10-01', kind: 'care_home', municipality: 'eksempel', building: `Nybo ${n}`, rentOere: 700_000 },
    }));
    await house.ask('administrator', '/v1/commands', { commands });
  }
}

/** Milliseconds from a letter in the filter until what it leaves is painted; the worst of five. */
async function filtered(page: Page): Promise<number> {
  const took: number[] = [];
  for (const text of ['Nybo 160', 'eksempel', 'Nybo 360', 'nordby', '']) {
    took.push(await page.evaluate<number>(`(${TYPING})(${JSON.stringify(text)})`));
  }
  return Math.max(...took);
}

/** Frames that took longer than 50 ms while the table was scrolled from its first row to its last. */
async function scrolled(page: Page): Promise<number> {
  await page.hover('tr[data-row]');
  await page.evaluate(
    `window.long = 0; new PerformanceObserver((list) => (window.long += list.getEntries().length)).observe({ type: 'long-animation-frame' })`,
  );
  for (let n = 0; n < 100; n++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
  return page.evaluate<number>('window.long');
}

/** Bytes of the heap after some live events, and after five times as many. */
async function remembered(page: Page, house: Demo): Promise<[number, number]> {
  const cdp = await page.context().newCDPSession(page);
  const heap = async () => {
    await page.waitForTimeout(2_000);
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  };
  await cdp.send('Performance.enable');
  const change = async (from: number, to: number) => {
    for (let n = from; n < to; n++)
      await house.ask('administrator', '/v1/units/eksempel.104/rent', { effective: '2026-10-30', rentOere: 800_000 + n });
  };
  await change(0, 50);
  const before = await heap();
  await change(50, 250);
  return [before, await heap()];
}
