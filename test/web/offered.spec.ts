import { inChromium, openDemo, type Window } from './demo.js';

const house = openDemo();

/** What the palette offers for some words, once it has been heard of the server. */
async function offered({ page }: Window, typed: string): Promise<string[]> {
  await page.keyboard.press('Control+k');
  await page.fill('.palette input', typed);
  await page.waitForSelector('.palette [role=menuitem] small:has-text("nordby.305")');
  await page.waitForTimeout(1_000);
  const texts = await page.locator('.palette [role=menuitem]').allInnerTexts();
  await page.keyboard.press('Escape');
  await page.waitForSelector('.palette', { state: 'detached' });
  return texts.map((text) => text.replaceAll(/\s+/g, ' '));
}

inChromium(
  'a step that is done is offered no more, neither in the palette nor in the dialog of a card',
  async () => {
    const window = await house.window('administrator', '/tavle');
    const { page } = window;
    const card = page.locator('[data-unit="nordby.305"]');
    await card.waitFor();
    expect(await offered(window, 'nordby.305 færdig')).toContainEqual(expect.stringContaining('istandsættelsen er færdig'));
    await card.locator('.quiet').click();
    const steps = page.locator('.dialog .which option');
    await steps.nth(1).waitFor({ state: 'attached' });
    expect(await steps.allInnerTexts()).toContainEqual(expect.stringContaining('istandsættelsen er færdig'));
    await page.keyboard.press('Escape');

    expect((await house.ask('administrator', '/v1/units/nordby.305/works/completion', { effective: '2026-10-30' })).status).toBe(200);
    expect(await offered(window, 'nordby.305 færdig')).not.toContainEqual(expect.stringContaining('istandsættelsen er færdig'));
    // Also while the answer is on its way: what was known before is not shown.
    await page.route('**/next-steps', async (route) => {
      await new Promise((wake) => setTimeout(wake, 800));
      await route.continue();
    });
    await card.locator('.quiet').click();
    await page.waitForSelector('.dialog');
    expect(await steps.allInnerTexts()).not.toContainEqual(expect.stringContaining('istandsættelsen er færdig'));
    await steps.nth(1).waitFor({ state: 'attached' });
    expect(await steps.allInnerTexts()).not.toContainEqual(expect.stringContaining('istandsættelsen er færdig'));
  },
  60_000,
);

inChromium(
  'the form of a step is filled in alike wherever it opens',
  async () => {
    await house.ask('administrator', '/v1/units/eksempel.103/death', { effective: '2026-10-28' });
    const { page } = await house.window('administrator', '/bolig/eksempel.103?skridt=GiveNotice');
    const given = async () => {
      await page.waitForSelector('form.command input[name=effective]');
      return page.$$eval('form.command input', (all) =>
        (all as { name: string; type: string; value: string; checked: boolean }[])
          .filter(({ type, checked }) => type !== 'radio' || checked)
          .map(({ name, value }) => [name.replace(/^.*:/, ''), value]),
      );
    };
    const onPage = await given();
    expect(onPage).toContainEqual([expect.anything(), 'estate']);
    await page.goto(`${house.address}/tavle`);
    await page.waitForSelector('header.top');
    await page.keyboard.press('Control+k');
    await page.fill('.palette input', 'eksempel.103 opsig');
    await page.click('.palette [role=menuitem]:has-text("Registrer en opsigelse")');
    expect(await given()).toEqual(onPage);
  },
  60_000,
);
