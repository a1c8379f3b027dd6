import { demo, inChromium, type Demo } from './demo.js';

let house: Demo;
beforeAll(async () => {
  house = await demo();
}, 120_000);
afterAll(() => house.stop());

inChromium(
  'an operator sees that all is well, and ends the offers whose last day has passed',
  async () => {
    const offer = { effective: '2026-10-30', offerId: 'late', direct: true, respondBy: '2026-10-31' };
    await house.ask('eksempel', '/v1/units/eksempel.104/offers', offer);
    const { page, complaints } = await house.window('operator', '/drift');
    await page.waitForSelector('.operations .well');
    expect(await page.innerText('.operations')).toMatch(/Alt er, som det skal være[\s\S]*helt ajour[\s\S]*Ingen historik er sat til side/);
    await page.click('text=En uge frem');
    const due = page.locator('section[aria-labelledby=deadlines] tbody tr');
    await due.waitFor();
    expect(await due.innerText()).toBe('eksempel.104\tlate\t31.10.2026');
    await page.click('text=Kør fristerne nu');
    await page.waitForSelector('text=/^1 boligtilbud udløb/');
    await page.waitForSelector('text=Intet boligtilbud står efter sin svarfrist.');
    expect(complaints).toEqual([]);
  },
  60_000,
);
