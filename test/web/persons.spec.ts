import { inChromium, openDemo } from './demo.js';

const house = openDemo();

inChromium(
  'a new citizen is approved together with the person, whose name stands in no address and on no disk of the browser',
  async () => {
    const { page, complaints } = await house.window('eksempel', '/borger/ny');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.fill('input[name=name]', 'Karla Invented Madsen');
    await page.reload();
    // What was typed of a person is there again in this window, and in no other.
    expect(await page.inputValue('input[name=name]')).toBe('Karla Invented Madsen');
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('Karla');
    await page.press('input[name=name]', 'Enter');
    await page.click('output.saved a');
    await page.waitForSelector('text=generel venteliste, besluttet 30.10.2026');
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('Karla');

    await page.selectOption('select[name=reason]', 'offer');
    await page.click('text=Slå op');
    await page.waitForSelector('.kept-of b:has-text("Karla Invented Madsen")');
    await page.click('.kept-of button:has-text("Skriv et notat")');
    await page.fill('textarea[name=text]', 'Ringer helst om formiddagen.');
    await page.click('form.command button.primary');
    await page.waitForSelector('blockquote:has-text("Ringer helst om formiddagen.")');
    await page.click('text=Skjul igen');
    await page.waitForSelector('.kept-of', { state: 'detached' });
    expect(await page.textContent('main')).not.toContain('Karla');
    expect(asked.filter((url) => /karla|madsen/i.test(decodeURIComponent(url)))).toEqual([]);
    expect(complaints).toEqual([]);
  },
  120_000,
);

inChromium(
  'whom to ring about a home is named and read with a reason, and is not there any more when the page is loaded anew',
  async () => {
    const { page } = await house.window('administrator', '/bolig/eksempel.208');
    await page.click('button:has-text("Pårørende og notater")');
    await page.selectOption('select[name=reason]', 'estate');
    await page.click('text=Slå op');
    await page.waitForSelector('text=Der er ikke registreret nogen her endnu.');
    await page.click('.kept-of button:has-text("Kontaktpersoner")');
    await page.fill('input[name="0.name"]', 'Otto Invented Madsen');
    await page.selectOption('select[name="0.relation"]', 'child');
    await page.fill('input[name="0.phone"]', '12 34 56 78');
    await page.press('input[name="0.phone"]', 'Enter');
    await page.waitForSelector('.kept-of li:has-text("Otto Invented Madsen, barn · 12 34 56 78")');
    await page.reload();
    await page.waitForSelector('.standing');
    expect(await page.textContent('main')).not.toContain('Otto');
  },
  120_000,
);

inChromium(
  'an erasure asks for its ground and whether it is meant, and then the page holds nothing of the person but the certificate',
  async () => {
    const { page } = await house.window('eksempel', '/borger/ny');
    await page.fill('input[name=name]', 'Selma Invented Holm');
    await page.press('input[name=name]', 'Enter');
    await page.click('output.saved a');
    await page.selectOption('select[name=reason]', 'offer');
    await page.click('text=Slå op');
    await page.waitForSelector('.kept-of b:has-text("Selma Invented Holm")');
    await page.click('.kept-of button:has-text("Skriv et notat")');
    await page.fill('textarea[name=text]', 'Selma ringer selv.');
    await page.click('.steps button:has-text("Slet")');
    await page.waitForSelector('form.command:has-text("Det er for altid")');
    const erase = page.locator('form.command button.primary:has-text("Slet for altid")');
    await page.selectOption('select[name=ground]', 'request_granted');
    expect(await erase.getAttribute('aria-disabled')).toBe('true');
    await page.check('input[name=meant]');
    await erase.click();
    await page.waitForSelector('.certificate:has-text("anmodning om sletning er imødekommet")');
    expect(await page.textContent('.certificate code')).toMatch(/^[0-9a-f]{64}$/);
    await page.waitForSelector('text=Alt om denne borger er slettet.');
    expect(await page.textContent('main')).not.toMatch(/Selma|S\.I\.H\./);
    expect(await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')).not.toContain('Selma');
    await page.waitForSelector('table.history tr:has-text("oplysninger slettet")');
    expect(await page.locator('table.history tr', { hasText: 'oplysninger slettet' }).locator('.ways').count()).toBe(0);
  },
  120_000,
);
