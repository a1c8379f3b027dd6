import { inChromium, openDemo } from './demo.js';

const house = openDemo();

inChromium(
  'an auditor sees what has been learned since, finds the fact that made the difference, and checks the chain',
  async () => {
    const { page, complaints } = await house.window('auditor', '/historik?aSand=2026-10-30&aKendt=2026-10-29&bSand=2026-10-30');
    // Nobody is asked for who is no person.
    const missing: string[] = [];
    page.on('response', (response) => response.status() === 404 && missing.push(response.url()));
    await page.waitForSelector('.differs');
    expect(await page.locator('.differs').count()).toBe(1);
    await house.ask('administrator', '/v1/units/eksempel.107/rent', { effective: '2026-10-30', rentOere: 812_300 });
    await page.reload();
    const home = page.locator('.differs[aria-label="eksempel.107"]');
    await home.waitFor();
    expect(await home.locator('tbody tr').allInnerTexts()).toEqual([expect.stringMatching(/^husleje\t[\d.,]+\t8\.123,00$/)]);
    expect(await home.locator('li').innerText()).toMatch(/^husleje 30\.10\.2026 registreret 30\.10\.2026 kl\. 12\.00, .*RentSet$/);

    await page.fill('input[name=hBolig]', 'eksempel.107');
    await page.press('input[name=hBolig]', 'Enter');
    await page.getByLabel('Vis id og hash').check();
    const last = page.locator('.events tbody tr').last();
    await last.filter({ hasText: 'RentSet' }).waitFor();
    expect(await last.innerText()).toMatch(
      /^30\.10\.2026 kl\. 12\.00\t30\.10\.2026\teksempel\.107\thusleje RentSet\thusleje 8\.123,00\t[\w-]+\s+[0-9a-f-]{36}\s+[0-9a-f]{64}$/,
    );
    expect(await page.locator('.events tbody th').allInnerTexts()).toEqual(expect.arrayContaining(['eksempel.107']));

    await page.fill('input[name=hHvem]', 'Karla Madsen');
    await page.press('input[name=hHvem]', 'Enter');
    await page.waitForSelector('text=navne skrives ikke her');
    expect(page.url()).not.toContain('Karla');
    expect(missing).toEqual([]);

    await page.click('text=Efterprøv kæden');
    await page.waitForSelector('.history .well');
    const { body } = await house.ask('auditor', '/v1/verify');
    const proof = await page.innerText('.history .well');
    expect(proof).toContain(`Kæden holder: ${Number(body['events']).toLocaleString('da-DK')} hændelser`);
    // By the server's clock, which stands still: that of this machine may be wrong.
    expect(proof).toContain('Efterprøvet 30.10.2026 kl. 12.00');
    expect(proof).toContain((body['head'] as { root: string }).root);

    await last.locator('a').click();
    await page.waitForSelector('tr.pointed');
    expect(await page.innerText('tr.pointed')).toMatch(/^30\.10\.2026[\s\S]*husleje[\s\S]*8\.123,00/);
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'presets set both points in the address, so that a colleague sees the same',
  async () => {
    const { page } = await house.window('auditor', '/historik');
    await page.click('text=sidste kvartal som rapporteret');
    await page.waitForURL(/aKendt=2026-09-30/);
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ aSand: '2026-09-30', aKendt: '2026-09-30', bSand: '2026-09-30' });
    await page.waitForSelector(
      'text=/A: sand pr\\. 30\\.09\\.2026, kendt pr\\. 30\\.09\\.2026 kl\\. 23\\.59\\. B: sand pr\\. 30\\.09\\.2026, kendt pr\\. nu\\./',
    );
  },
  60_000,
);

inChromium(
  'what the last meeting saw is what was recorded before the day that the meeting tells',
  async () => {
    const { page } = await house.window('auditor', '/moede?siden=2026-10-20');
    await page.waitForSelector('.meeting section');
    await page.click('nav a[href="/historik"]');
    await page.waitForSelector('button:has-text("som mødet den 20.10.2026 så det")');
    await page.waitForSelector('text=/A: sand pr\\. 19\\.10\\.2026, kendt pr\\. 19\\.10\\.2026 kl\\. 23\\.59/');
    await page.click('nav a[href="/moede"]');
    await page.waitForSelector('.meeting section');
    expect(await page.inputValue('input[name=siden]')).toBe('20.10.2026');
  },
  60_000,
);
