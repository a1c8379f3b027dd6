import type { Page } from 'playwright-core';
import { inChromium, openDemo } from './demo.js';
import { textsIn, unitsIn } from './seen.js';

const house = openDemo();

inChromium(
  'a caseworker sees what is over time first, opens the one next step by a key, and saves it with Enter',
  async () => {
    const { page, complaints } = await house.window('eksempel', '/');
    await page.waitForSelector('.day-group');
    expect(await textsIn(page, '.day-group h2')).toEqual(['Over tid 1', 'Denne uge 1', 'Venter på andre 1']);
    expect(await page.textContent('.day-group.overdue tbody')).toContain('Anvisning: 20 dage over måltallet på 7 dage');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForSelector('form.command :focus');
    await page.selectOption('select[name=citizen]', { index: 1 });
    await page.waitForSelector('.preview li');
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector('.day-group.overdue', { state: 'detached' });
    expect(await page.textContent('.day-group.waiting')).toContain('eksempel.208');
    // The row has gone to another group, and the keyboard with it.
    await page.waitForSelector('[data-unit="eksempel.208"]:focus-within');
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'mine are the homes of the buildings that one has named; all is one key away, and stands in the address',
  async () => {
    const { page, complaints } = await house.window('administrator', '/mig');
    await page.check('text=Birkehuset');
    await page.click('form button.primary:has-text("Gem")');
    await page.waitForSelector('output.said:has-text("Gemt.")');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.waitForSelector('text=Mine bygninger: Birkehuset');
    expect(await unitsIn(page)).toEqual(['eksempel.208']);
    await page.keyboard.press('m');
    await page.waitForSelector('[data-unit="nordby.305"]');
    expect(new URL(page.url()).searchParams.get('hvis')).toBe('alle');
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'who has nothing in hand is told that nothing is urgent, and who has no homes is led to what they may do',
  async () => {
    await house.ask('administrator', '/v1/units/nordby.314/notice/withdrawal', { effective: '2026-10-30' });
    const { page } = await house.window('nordby', '/');
    await page.waitForSelector('.calm');
    expect(await page.textContent('.calm')).toMatch(/^Intet haster\. \d+ boliger? venter på andre\.$/);
    const operator = await house.window('operator', '/');
    await operator.page.waitForSelector('main a[href="/drift"]');
    expect(operator.complaints).toEqual([]);
  },
  60_000,
);

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.waitForSelector('.palette input:focus');
}

inChromium(
  'the palette takes a step and a home in one line, and otherwise asks for the one that is missing',
  async () => {
    const { page, complaints } = await house.window('administrator', '/');
    // What is typed may be a name or a number of a person.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await openPalette(page);
    await page.keyboard.type('Karla Madsen 12345');
    await page.waitForResponse((response) => response.url().endsWith('/v1/search') && response.status() === 200);
    await page.keyboard.press('Escape');
    expect(asked.filter((url) => /karla|madsen|12345/i.test(url))).toEqual([]);
    await openPalette(page);
    await page.keyboard.type('registrer fraflytningen eksempel.107');
    await page.waitForSelector('.palette [role=menuitem]:has-text("Registrer fraflytningen eksempel.107")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('form.command[aria-label="Registrer fraflytningen"]');
    expect(await page.textContent('.dialog h2')).toBe('eksempel.107 Solgaarden');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.dialog', { state: 'detached' });
    await openPalette(page);
    await page.keyboard.type('bestil');
    await page.click('.palette [role=menuitem]:has-text("Bestil istandsættelse")');
    await page.keyboard.type('birkehuset 208');
    await page.click('.palette [role=menuitem]:has-text("eksempel.208")');
    await page.waitForSelector('.dialog .refusal');
    await page.keyboard.press('Escape');
    await openPalette(page);
    await page.keyboard.type('eksempel.');
    await page.waitForSelector('.palette:has-text("Der er flere.")');
    await page.keyboard.type('208');
    await page.waitForSelector('.palette:has-text("Der er flere.")', { state: 'detached' });
    await page.keyboard.press('Escape');
    await openPalette(page);
    await page.keyboard.type('ugem');
    await page.waitForSelector('.palette [role=menuitem]:has-text("Ugemøde")');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/moede');
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'a step that the palette has opened is said where it is recorded, with its home; the keys are told in a dialog',
  async () => {
    const { page, complaints } = await house.window('administrator', '/?hvis=alle');
    await openPalette(page);
    await page.keyboard.type('registrer en opsigelse eksempel.103');
    await page.waitForSelector('.palette [role=menuitem]:has-text("Registrer en opsigelse eksempel.103")');
    await page.keyboard.press('Enter');
    await page.check('form.command input[name=by][value=resident]');
    await page.waitForSelector('.preview li');
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector('output:focus:has-text("Registreret: eksempel.103, opsigelse 30.10.2026.")');
    // Whom it waits for, and since when, is said of a home that is still lived in, too.
    await page.waitForSelector('[data-unit="eksempel.103"]:has-text("borger siden 30.10.2026"):has-text("næste: fraflytning")');
    await page.keyboard.press('?');
    await page.waitForSelector('[role=dialog]:has-text("Ctrl-K"):has-text("Mine / Alle")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'of a thousand homes two hundred are shown, and the others when they are asked for',
  async () => {
    const { page, context } = await house.window('administrator', '/mig');
    await context.route('**/v1/day**', async (route) => {
      const answer = (await (await route.fetch()).json()) as { rows: { group: string; unit: string | null }[] };
      const one = answer.rows.find(({ group, unit }) => group === 'waiting' && unit !== null);
      await route.fulfill({
        json: { ...answer, rows: Array.from({ length: 1_000 }, (_, n) => ({ ...one, unit: `eksempel.${10_000 + n}` })) },
      });
    });
    await page.goto(`${house.address}/`);
    await page.waitForSelector('h2:has-text("Venter på andre 1.000")');
    expect(await unitsIn(page)).toHaveLength(200);
    await page.click('text=Vis 800 mere');
    expect(await unitsIn(page)).toHaveLength(1_000);
  },
  60_000,
);
