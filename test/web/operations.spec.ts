import Database from 'better-sqlite3';
import { inChromium, openDemo } from './demo.js';

const house = openDemo();

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

inChromium(
  'a history that cannot be read is named with the reason, and read again once it is mended',
  async () => {
    const damage = (sql: string) => {
      const file = new Database(house.store);
      file.prepare(sql).run({ stream: 'unit-eksempel.105' });
      file.close();
    };
    await house.die();
    damage("INSERT INTO event (stream, revision, body) SELECT @stream, max(revision) + 1, 'no event' FROM event WHERE stream = @stream");
    await house.comeBack();
    const { page, complaints } = await house.window('operator', '/drift');
    const parked = page.locator('section[aria-labelledby=parked]');
    await parked.locator('tbody tr:has-text("unit-eksempel.105")').waitFor();
    await page.click('text=Læs igen');
    await parked.locator('text=1 kan stadig ikke læses.').waitFor();
    damage("DELETE FROM event WHERE stream = @stream AND body = 'no event'");
    await page.click('text=Læs igen');
    await parked.locator('text=Alle kan læses igen.').waitFor();
    expect(complaints).toEqual([]);
  },
  60_000,
);
