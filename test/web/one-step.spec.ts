import { inChromium, openDemo } from './demo.js';

const house = openDemo();

const HOME = '/bolig/eksempel.104';

inChromium(
  'whoever can be offered the home comes first, and of the others it is said why not',
  async () => {
    const { page } = await house.window('administrator', HOME);
    await page.click('text=Giv et boligtilbud');
    const why = page.locator('select[name=citizen] optgroup[label="Kan ikke få den nu"] option');
    await why.first().waitFor({ state: 'attached' });
    // Of another municipality, and under contract there.
    expect(await why.allTextContents()).toEqual([expect.stringMatching(/030241\).* · \D+kommune/i)]);
    expect(await page.locator('select[name=citizen] optgroup >> nth=0').getAttribute('label')).toBe('Kan få den nu');
    expect(await page.locator('select[name=citizen] optgroup >> nth=0').innerText()).toMatch(/[A-Z]\.E\. \(011031\)/);
  },
  60_000,
);

inChromium(
  'a caseworker offers a home, sees beforehand what will happen, and it is recorded by Enter',
  async () => {
    const { page, complaints } = await house.window('eksempel', HOME);
    await page.click('text=Giv et boligtilbud');
    await page.selectOption('select[name=citizen]', { index: 1 });
    await page.waitForSelector('.preview li');
    expect(await page.textContent('.preview')).toMatch(/boligtilbud 30\.10\.2026.*svarfrist 06\.11\.2026/);
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector('form.command', { state: 'detached' });
    const { body } = await house.ask('eksempel', '/v1/units/eksempel.104');
    expect(body['home']).toMatchObject({ letting: 'pending', nextStep: 'await_answer' });
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'what was typed survives a reload, and a step that is refused says why and what would help',
  async () => {
    const { page } = await house.window('administrator', '/bolig/eksempel.107');
    await page.click('text=Registrer fraflytningen');
    await page.fill('input[name=effective]', '5/11');
    await page.check('input[name=reason][value=notice]');
    await page.waitForSelector('.preview .refusal');
    // The form that is open stands in the address.
    await page.reload();
    await page.waitForSelector('form.command');
    expect(await page.inputValue('input[name=effective]')).toMatch(/5\/11|05\.11\.2026/);
    expect(await page.textContent('form.command')).toContain('gemt på denne maskine');
    await page.click('form.command button.primary');
    await page.waitForSelector('.refusal[role=alert], [role=alert] .refusal');
    expect(await page.isChecked('input[name=reason][value=notice]')).toBe(true);
  },
  60_000,
);
