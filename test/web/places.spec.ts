import { inChromium, openDemo } from './demo.js';

const house = openDemo();

inChromium(
  "an address that is nobody's is told by the application, with a way back",
  async () => {
    const { page } = await house.window('eksempel', '/');
    for (const place of ['/findes-ikke', '/bolig', '/v1/findes-ikke']) {
      const answer = await page.goto(`${house.address}${place}`);
      expect(answer?.status()).toBe(404);
      await page.waitForSelector('main h1:has-text("Der er ingen side her.")');
      expect(await page.isVisible('main a[href="/tavle"]')).toBe(true);
    }
    await page.click('main a[href="/tavle"]');
    await page.waitForSelector('.board-columns');
  },
  60_000,
);

inChromium(
  "a screen that is not of one's roles is told so, with a way back, and asks for nothing",
  async () => {
    for (const [role, places] of [
      ['eksempel', ['/import', '/drift', '/opslag']],
      ['analyst', ['/historik', '/personer', '/praksis/eksempel']],
      ['dpo', ['/tavle', '/venteliste', '/moede', '/analyse', '/bolig/eksempel.104', '/borger/00000000-0000-4000-8000-000000000000']],
    ] as const) {
      const { page, context } = await house.window(role, '/mig');
      const refused: string[] = [];
      page.on('response', (response) => response.status() === 403 && refused.push(response.url()));
      for (const place of places) {
        await page.goto(`${house.address}${place}`);
        await page.waitForSelector('main h1:has-text("Ikke et skærmbillede for dine roller")');
        expect(await page.locator('main a').count()).toBeGreaterThan(1);
      }
      expect(refused).toEqual([]);
      await context.close();
    }
  },
  120_000,
);
