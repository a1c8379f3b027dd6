import { demo, inChromium, type Demo } from './demo.js';
import { textsIn } from './seen.js';

let house: Demo;
beforeAll(async () => {
  house = await demo();
}, 120_000);
afterAll(() => house.stop());

inChromium(
  'both sides of the table see the same agenda at the same address',
  async () => {
    const place = '/moede?siden=2026-10-20';
    const [theirs, ours] = [await house.window('eksempel', place), await house.window('administrator', `${place}&kommune=eksempel`)];
    const agenda = async ({ page }: typeof ours) => {
      await page.waitForSelector('.meeting section');
      return textsIn(page, '.meeting section');
    };
    expect(await agenda(theirs)).toEqual(await agenda(ours));
    expect([...theirs.complaints, ...ours.complaints]).toEqual([]);
  },
  60_000,
);

inChromium(
  'the agenda is gone through one by one with the arrow keys, and the next step is at hand',
  async () => {
    const { page, complaints } = await house.window('eksempel', '/moede?siden=2026-10-20&vis=en');
    await page.waitForSelector('.presented');
    const first = await page.textContent('.presented h2');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.presented:has-text("2 af ")');
    expect(new URL(page.url()).searchParams.get('nr')).toBe('2');
    expect(await page.textContent('.presented h2')).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('.presented:has-text("1 af ")');
    await page.click('.presented [data-main]');
    await page.waitForSelector('form.command :focus');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.dialog', { state: 'detached' });
    expect(await page.textContent('.presented h2')).toBe(first);
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'on paper the whole agenda stands, without buttons, also while it is gone through one by one',
  async () => {
    const { page } = await house.window('administrator', '/moede?siden=2026-10-20&vis=en');
    await page.waitForSelector('.presented');
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.presented')).toBe(false);
    expect(await page.isVisible('.meeting h2:has-text("Over måltallet")')).toBe(true);
    expect(await page.isVisible('.meeting table button')).toBe(false);
    expect(await page.isVisible('header.top')).toBe(false);
  },
  60_000,
);
