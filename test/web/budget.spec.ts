import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { inChromium, openDemo } from './demo.js';

const house = openDemo();

/** The most that the first page may load, in bytes as they are sent. */
const BUDGET = 250_000;

const ASSETS = resolve('dist/web/assets');
const sizeOf = (name: string) => statSync(`${ASSETS}/${existsSync(`${ASSETS}/${name}.gz`) ? `${name}.gz` : name}`).size;

inChromium(
  'the first page loads no more than its budget, from nowhere else, and nothing of it twice',
  async () => {
    const { page, complaints } = await house.window('administrator', '/');
    await page.waitForLoadState('networkidle');
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const assets = loaded.filter((url) => url.includes('/assets/'));
    expect(loaded.filter((url) => !url.startsWith(`${house.address}/`))).toEqual([]);
    expect(assets.reduce((sum, url) => sum + sizeOf(basename(url)), 0)).toBeLessThan(BUDGET);
    const { headers } = await fetch(assets[0] as string);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(complaints).toEqual([]);
  },
  60_000,
);

test('the page holds no script and no style of its own', () => {
  const page = readFileSync(resolve('dist/web/index.html'), 'utf8');
  expect(page.match(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/g)).toBeNull();
});
