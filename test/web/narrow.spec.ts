import { inChromium, openDemo } from './demo.js';

const house = openDemo();

inChromium(
  'in a window of 1366 px no cell of the board is cut, and the home stays while its line is scrolled',
  async () => {
    for (const language of ['da', 'en']) {
      const { page, context } = await house.window('administrator', '/tavle?vis=tabel', { viewport: { width: 1366, height: 800 } });
      await page.evaluate(`localStorage.setItem('relet.language', '${language}')`);
      await page.reload();
      await page.waitForSelector('tbody [data-unit]');
      const cut = await page.$$eval('.grid th, .grid td', (all) =>
        (all as { scrollWidth: number; clientWidth: number; textContent: string }[])
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
      expect(cut).toEqual([]);
      await page.evaluate("document.querySelector('.grid').scrollTo(400, 0)");
      expect((await page.locator('tbody th').first().boundingBox())?.x).toBeLessThan(40);
      await context.close();
    }
  },
  60_000,
);

inChromium(
  'in a window of 320 px what opens from the bar stays within it, and what is written in a picture can be read',
  async () => {
    const { page } = await house.window('analyst', '/analyse?mod=before', { viewport: { width: 320, height: 800 } });
    await page.waitForSelector('.picture svg text');
    for (const bar of ['.times', '.user']) {
      await page.click(`${bar} > button`);
      const box = await page.locator(`${bar} .popover`).boundingBox();
      expect([box && box.x >= 0, box && box.x + box.width <= 320]).toEqual([true, true]);
      await page.keyboard.press('Escape');
    }
    const height = await page.evaluate("document.querySelector('.picture svg text').getBoundingClientRect().height");
    expect(height).toBeGreaterThan(9);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  },
  60_000,
);

inChromium(
  'a sheet of 233 columns is told shortly: the columns that are read stand first, the others folded',
  async () => {
    const { page } = await house.window('operator', '/import');
    const fields = Array.from({ length: 230 }, (_, n) => `Felt ${n + 1}`);
    const text = `Bolig;Fraflyttet;Indflyttet;${fields.join(';')}\neksempel.991;01-03-2026;20-03-2026;${fields.map(() => 'x').join(';')}\n`;
    await page.setInputFiles('input[type=file]', { name: 'wide.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.waitForSelector('.standing-of-import .counts');
    await page.waitForSelector('.warning:has-text("og 220 til")');
    await page.click('.columns > summary');
    expect(await page.locator('.columns select:visible').count()).toBe(3);
    await page.click('.columns summary:has-text("230 kolonner springes over")');
    expect(await page.locator('.columns select:visible').count()).toBe(233);
  },
  60_000,
);
