import { appendFileSync, copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inChromium, openDemo } from './demo.js';

const house = openDemo();

const MESSY = resolve('test/samples/relettings-messy.csv');
const CHECKED = '.standing-of-import .counts';

inChromium(
  'of a messy sheet every bad row is told, a cell is mended in place, the good rows come in, and the rest is set aside as a file',
  async () => {
    const { page, complaints } = await house.window('operator', '/import');
    await page.setInputFiles('input[type=file]', MESSY);
    await page.waitForSelector(CHECKED);
    const [, good = ''] = /^100 rækker[\s\S]*\n(\d+) nye og i orden[\s\S]*\n\d+ fejl$/.exec(await page.innerText(CHECKED)) ?? [];
    const taken = Number(good) + 1;
    const row = page.locator('.bad-rows tbody tr', { has: page.locator('th:text-is("75")') });
    expect(await row.innerText()).toContain('Den dag findes ikke. Her står "31.06.2024".');
    await row.getByLabel('Fraflyttet, linje 75').fill('30.06.2024');
    await page.getByRole('button', { name: 'Efterse igen' }).click();
    await page.waitForSelector(`${CHECKED} >> text=/^${taken} nye/`);
    expect(await row.count()).toBe(0);

    await page.click(`text=Importér ${taken} gode rækker`);
    await page.waitForSelector('.standing-of-import h3');
    expect(await page.innerText('.standing-of-import')).toContain(`${taken} rækker blev taget`);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=Hent de rækker, der blev sat til side')]);
    const aside = readFileSync(await file.path(), 'utf8');
    // The file is for people: its name is Danish, and it says in sentences what is wrong.
    expect(file.suggestedFilename()).toBe('relettings-messy-sat-til-side.csv');
    expect(aside).toContain('Opsagt: Det passer ikke med resten af forløbet: opsigelse den ');
    expect(aside).not.toMatch(/[A-Z]{3,}_[A-Z_]+|--[a-z]/);
    expect(aside.trim().split('\r\n')).toHaveLength(101 - taken);
    expect(aside).not.toContain('eksempel.908');
    const { status, body } = await house.ask('administrator', '/v1/units/eksempel.908');
    expect([status, (body['home'] as { building: string }).building]).toEqual([200, 'Solgården']);
    expect(complaints).toEqual([]);
  },
  90_000,
);

inChromium(
  'of a workbook one says which sheet is meant and what its columns are, and that is remembered',
  async () => {
    const { page, complaints } = await house.window('operator', '/import');
    await page.setInputFiles('input[type=file]', resolve('test/web/two-sheets.xlsx'));
    await page.waitForSelector(CHECKED);
    const [first, second] = await page.locator('select').first().locator('option').allInnerTexts();
    expect(second).not.toBe(first);
    await page
      .locator('select')
      .first()
      .selectOption(second as string);
    await page.click('.columns summary');
    await page.locator('.columns select').last().selectOption('');
    await page.getByRole('button', { name: 'Efterse igen' }).click();
    await page.waitForSelector(CHECKED);
    expect(await page.locator('select').first().inputValue()).toBe(second);
    const kept = (await page.evaluate("localStorage.getItem('relet.columns')")) as string;
    expect(Object.values(JSON.parse(kept) as object)).toEqual([null]);
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'a file without a column that is needed is refused, and saying what its own header means lets it in',
  async () => {
    const { page } = await house.window('operator', '/import');
    const buffer = Buffer.from('Bolig;Tom siden;Indflyttet\neksempel.990;01-03-2026;20-03-2026\n');
    await page.setInputFiles('input[type=file]', { name: 'own.csv', mimeType: 'text/csv', buffer });
    await page.waitForSelector('.standing-of-import .refusal');
    expect(await page.innerText('.standing-of-import')).toMatch(/Fraflyttet[\s\S]*Intet blev skrevet/);
    await page.getByLabel('Tom siden: Læses som').selectOption('vacated');
    await page.getByRole('button', { name: 'Efterse igen' }).click();
    await page.waitForSelector(CHECKED);
    await page.click('text=Importér 1 række');
    await page.waitForSelector('.standing-of-import h3');
    expect((await house.ask('administrator', '/v1/units/eksempel.990')).status).toBe(200);
  },
  60_000,
);

inChromium(
  'a file that was changed on the machine since it was chosen is asked for anew, and chosen again it is looked at again',
  async () => {
    const own = join(mkdtempSync(join(tmpdir(), 'relet-own-')), 'own.csv');
    copyFileSync(MESSY, own);
    const { page } = await house.window('operator', '/import');
    await page.setInputFiles('input[type=file]', own);
    await page.waitForSelector(CHECKED);
    const sent: string[] = [];
    page.on('request', (request) => void (request.url().includes('/v1/imports') && sent.push(request.method())));
    await page.setInputFiles('input[type=file]', own);
    await page.waitForSelector('.standing-of-import progress');
    await page.waitForSelector(CHECKED);
    appendFileSync(own, 'eksempel.1;x\n');
    await page.getByRole('button', { name: 'Efterse igen' }).click();
    await page.waitForSelector('.standing-of-import .refusal:has-text("Vælg den igen.")');
    expect(await page.textContent('.standing-of-import')).not.toContain('Serveren svarer ikke');
    await page.setInputFiles('input[type=file]', own);
    await page.waitForSelector(`${CHECKED} >> text=/^101 rækker/`);
    expect(sent).toHaveLength(2);
  },
  60_000,
);

inChromium(
  'before anything is written the columns that are not read are told by their headers, and so is each day that no cell says',
  async () => {
    const { page } = await house.window('operator', '/import');
    const text = 'Bolig;Fraflyttet;Nøgler;Indflyttet;Afleveret nøglebrik\neksempel.991;01-03-2026;02-03-2026;20-03-2026;ja\n';
    await page.setInputFiles('input[type=file]', { name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.waitForSelector(CHECKED);
    await page.waitForSelector('.warning:has-text("Afleveret nøglebrik")');
    const said = await page.innerText('.not-in-file');
    expect(said).toContain('Klarmeldt står ikke i 1 række: indflytningsdagen tages.');
    expect(said).toContain('er kendt fra 01.03.2026, den tidligste dag i filen');
    expect(said).toContain('uden Husleje: taget som 0 kroner');
    await page.click('.not-in-file summary');
    expect(await page.innerText('.not-in-file')).toContain('Linje 2: klarmelding 20.03.2026');
  },
  60_000,
);
