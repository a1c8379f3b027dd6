import { readFileSync } from 'node:fs';
import { inChromium, openDemo } from './demo.js';

const house = openDemo();

inChromium(
  'an analyst gets from the worst building down to the facts, and takes the figures along',
  async () => {
    const { page, complaints } = await house.window('analyst', '/analyse?fra=2026-01-01&til=2026-10-30');
    const worst = page.locator('.figures tbody tr').first();
    const [building, days] = [await worst.locator('th').innerText(), await worst.locator('td').first().innerText()];
    await worst.locator('button.figure').first().click();
    const vacancies = page.locator('.explanation tbody tr[data-row]');
    await vacancies.first().waitFor();
    const adds = await vacancies.locator('td.number').allInnerTexts();
    expect(adds.reduce((sum, each) => sum + parseInt(each, 10), 0)).toBe(Number(days));

    const home = await vacancies.first().locator('a').innerText();
    await vacancies.first().locator('button').click();
    const facts = page.locator('.facts li');
    await facts.first().waitFor();
    expect(await facts.allInnerTexts()).toContainEqual(expect.stringMatching(/^fraflytning sand \d\d\.\d\d\.\d{4} kendt/));
    // The history of a home is none of an analyst's: no way leads there, and the page says why.
    expect(await facts.locator('a').count()).toBe(0);
    await page.waitForSelector('.explanation .hint:has-text("Dine roller omfatter ikke historikken.")');
    expect(await vacancies.first().locator('a').getAttribute('href')).toBe(`/bolig/${home}`);

    expect(await page.locator('a:has-text("som den stod den")').getAttribute('href')).toMatch(new RegExp(`^/bolig/${home}\\?sandPr=2026-`));

    await page.click('.exports summary');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('.exports a[href^="/v1/vacancy"][href$="csv=da"]')]);
    const [head, first] = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(head).toMatch(/^\uFEFFPlejecenter;Kommune;Tomme dage;/);
    expect(first?.split(';').slice(0, 3)).toEqual([...building.split(' '), days]);
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'by the keyboard alone a period is seen against the one before, and a picture is read month by month',
  async () => {
    const { page, complaints } = await house.window('analyst', '/analyse?fra=2026-07-01&til=2026-09-30');
    await page.waitForSelector('.figures tbody tr');
    await page.getByLabel('Mod', { exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.figures .difference');
    expect(new URL(page.url()).searchParams.get('mod')).toBe('before');
    expect(await page.textContent('#figures')).toContain('mod 01.04.2026 til 30.06.2026');

    const months = page.locator('.picture').first();
    await months.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    expect(await months.locator('.reading').innerText()).toMatch(/^juli 2026: \d+ tomme dage\. /);
    await page.keyboard.press('End');
    const read = await months.locator('.reading').innerText();
    await months.locator('summary').click();
    const row = await months.locator('tbody tr').last().innerText();
    expect(read).toContain(`september 2026: ${row.split('\t').at(-1) ?? ''} tomme dage`);
    expect(await months.locator('h3').innerText()).toMatch(/^Flest tomme dage i (juli|august|september) 2026: \d+, heraf \d+ % i /);
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'who may read the history of a home is led from a fact to where it stands there',
  async () => {
    const { page } = await house.window('auditor', '/analyse?fra=2026-01-01&til=2026-10-30&forklar=emptyDays:');
    const vacancies = page.locator('.explanation tbody tr[data-row]');
    await vacancies.first().locator('button').click();
    const home = await vacancies.first().locator('a').innerText();
    const fact = page.locator('.facts li a').first();
    await fact.waitFor();
    expect(await fact.getAttribute('href')).toMatch(new RegExp(`^/bolig/${home}#[0-9a-f-]{36}$`));
    await fact.click();
    await page.waitForSelector('tr.pointed');
  },
  60_000,
);
