import { inChromium, openDemo } from './demo.js';
import { textsIn } from './seen.js';

const house = openDemo();

inChromium(
  'both sides of the table see the same agenda at the same address',
  async () => {
    const place = '/moede?siden=2026-10-20';
    const [theirs, ours] = [await house.window('eksempel', place), await house.window('administrator', place)];
    // The administrator chooses whose meeting it is; a municipality has no choice.
    await ours.page.getByLabel('Kommune').selectOption('eksempel');
    await ours.page.waitForURL(`**${place}&kommune=eksempel`);
    await ours.page.waitForSelector('.meeting:has-text("· eksempel")');
    expect(await theirs.page.getByLabel('Kommune').count()).toBe(0);
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

inChromium(
  'what happened before the last meeting and was recorded after it stands by itself',
  async () => {
    const told = { effective: '2026-10-01' };
    await house.ask('administrator', '/v1/units/eksempel.103/notice', { ...told, by: 'resident' });
    await house.ask('administrator', '/v1/units/eksempel.103/vacated', { ...told, reason: 'notice' });
    const { page } = await house.window('administrator', '/moede?siden=2026-10-20');
    const late = page.locator('h3:has-text("Registreret siden sidst, sket før") + .scroll');
    await late.first().waitFor();
    expect(await late.first().innerText()).toContain('eksempel.103');
  },
  60_000,
);

inChromium(
  'who records nothing reads the next step in words and sees no empty column; the page for A4 comes beside the application',
  async () => {
    const { page } = await house.window('auditor', '/moede?siden=2026-10-20');
    const overdue = page.locator('.meeting section', { has: page.locator('h2:has-text("Over måltallet")') }).locator('table');
    const heads = await overdue.locator('thead th').allInnerTexts();
    expect(heads.filter((head) => head.trim() === 'Næste skridt')).toHaveLength(1);
    const cells = await overdue.locator('tbody tr').first().locator('th, td').allInnerTexts();
    expect(cells).toHaveLength(heads.length);
    expect(cells.at(-1)).not.toBe('');
    const [sheet] = await Promise.all([page.context().waitForEvent('page'), page.click('a:has-text("A4")')]);
    await sheet.waitForLoadState();
    expect(await sheet.title()).not.toBe('');
    expect(new URL(page.url()).pathname).toBe('/moede');
  },
  60_000,
);
