import { readFileSync } from 'node:fs';
import { inChromium, openDemo } from './demo.js';
import { textsIn } from './seen.js';

const house = openDemo();

const HOME = 'eksempel.990';

/** A home that is empty gets its resident, without the steps before. */
async function movesIn(citizen: string): Promise<void> {
  const home = { effective: '2026-10-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 500_000 };
  expect(await house.ask('administrator', `/v1/units/${HOME}`, home)).toMatchObject({ status: 200 });
  const moved = await house.ask('administrator', `/v1/units/${HOME}/move-in`, { effective: '2026-10-20', direct: true, citizen });
  expect(moved).toMatchObject({ status: 200 });
}

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
  'whoever has moved in is found by name and by number, whose words stand in no address and no draft, and is one click away in the history of the home',
  async () => {
    await house.ask('operator', '/v1/municipalities/eksempel/persons', { cpr: true });
    const approval = { effective: '2026-09-01', list: 'general', elderly: true };
    const person = { name: 'Tove Invented Lund', cpr: '6101700000' };
    const { body } = await house.ask('eksempel', '/v1/persons/approvals', { approval, person });
    const citizen = String(body['citizen']);
    await movesIn(citizen);
    const { page, complaints } = await house.window('eksempel', '/personer');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const box = page.locator('form.find-person input[type=search]');
    await box.fill('tov lund');
    await box.press('Enter');
    // What is missing is said in the page's own words, at the field.
    await page.waitForSelector('text=Udfyld feltet »Hvorfor slår du op?«.');
    await page.waitForSelector('select[name=reason]:focus');
    for (const typed of ['tov lund', '610170-0000']) {
      await box.fill(typed);
      await page.selectOption('select[name=reason]', 'case_work');
      await box.press('Enter');
      await page.waitForSelector(`.hits a[href="/borger/${citizen}"]:has-text("Tove Invented Lund")`);
      await page.waitForSelector(`.hits li:has(a[href="/bolig/${HOME}"]):has-text("Bor i")`);
      await page.click('text=Skjul igen');
    }
    await box.fill('To');
    await box.press('Enter');
    await page.waitForSelector('text=Mindst tre bogstaver.');
    // What looks like a number is not asked for by the palette, which asks by address.
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').pressSequentially('610170-0000');
    await page.waitForSelector('.palette [role=menuitem]:has-text("Søg på personer dér")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.palette', { state: 'detached' });
    expect(page.url()).toBe(`${house.address}/personer`);
    await page.goto(`${house.address}/bolig/${HOME}`);
    await page.click(`table.history a[href="/borger/${citizen}"] >> nth=0`);
    await page.waitForSelector('h1:has-text("Borger")');
    const officer = await house.window('dpo', '/opslag');
    await officer.page.waitForSelector('table.reads tr:has-text("søgning efter CPR-nummer")');
    expect(asked.filter((url) => /tov|lund|610170/i.test(decodeURIComponent(url)))).toEqual([]);
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage, history.state])')).not.toMatch(/tov|lund|610170/i);
    expect(complaints).toEqual([]);
  },
  120_000,
);

inChromium(
  'the number of a new citizen is asked for only where the municipality keeps numbers',
  async () => {
    const fields = async (keeps: boolean) => {
      await house.ask('operator', '/v1/municipalities/eksempel/persons', { cpr: keeps });
      const answer = page.waitForResponse((response) => response.url().endsWith('/v1/municipalities/eksempel/persons'));
      await page.goto(`${house.address}/borger/ny`);
      await answer;
      await page.click('form.command summary');
      await page.waitForSelector('form.command details[open]');
      return page.locator('input[name=cpr]').count();
    };
    const { page } = await house.window('eksempel', '/venteliste');
    expect(await fields(false)).toBe(0);
    expect(await fields(true)).toBe(1);
  },
  60_000,
);

inChromium(
  'the officer lands on the access log and on nothing else, signs the sample of a month off, and follows a person, a reader and an erasure',
  async () => {
    const approval = { effective: '2026-10-01', list: 'general', elderly: true };
    const given = await house.ask('eksempel', '/v1/persons/approvals', { approval, person: { name: 'Ejnar Invented Friis' } });
    const citizen = String(given.body['citizen']);
    await house.ask('eksempel', `/v1/citizens/${citizen}/person/look-up`, { reason: 'offer' });
    await house.ask('eksempel', '/v1/waiting-list');
    const { page, complaints } = await house.window('dpo', '/');
    await page.waitForURL(`${house.address}/opslag`);
    expect(await textsIn(page, 'header.top nav a')).toEqual(['Opslag']);
    expect(await page.isVisible('header.top .times')).toBe(false);
    // A list of initials is shown when it is asked for.
    const end = citizen.slice(-6);
    const row = page.locator(`table.reads tbody tr:has-text("${end}")`);
    await row.first().waitFor();
    expect(await textsIn(page, 'table.reads tbody tr')).not.toContainEqual(expect.stringContaining('initialer'));
    await page.selectOption('.choice:has-text("Hvordan") select', 'all');
    await page.waitForSelector('table.reads tbody tr:has-text("initialer på en liste")');
    await row.first().locator(`button:has-text("${end}")`).click();
    await page.waitForSelector(`text=Hvem der har set ${end}`);
    expect(page.url()).toContain(`om=${citizen}`);
    await page.click('text=Hent kopien');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=Gem som fil (CSV)')]);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toContain('"sagsbehandler";"opslag";"navn"');
    expect(text).not.toContain('demo-');
    await page.fill('#whom', 'Ejnar Friis');
    await page.press('#whom', 'Enter');
    await page.waitForSelector('text=Det er hverken et pseudonym eller en bolig.');
    expect(page.url()).not.toContain('Ejnar');

    await house.ask('eksempel', `/v1/citizens/${citizen}/removal`, { effective: '2026-10-30', reason: 'own_wish' });
    await house.ask('eksempel', '/v1/persons/erasures', { citizen, ground: 'request_granted' });
    // The month is over, and so are the fourteen days.
    for (const day of ['06.11.2026', '13.11.2026', '20.11.2026']) {
      await page.click('text=En uge frem');
      await page.waitForSelector(`text=her er det den ${day}`);
    }
    await page.goto(`${house.address}/opslag`);
    await page.waitForSelector('table.reads, .access-log .empty');
    const other = await house.ask('eksempel', '/v1/persons/search', { name: 'Nobody Knows', reason: 'case_work' });
    expect(other.status).toBe(200);
    // Nothing is loaded anew by hand.
    await page.waitForSelector('table.reads tr:has-text("fandt ingen")', { timeout: 20_000 });
    await page.waitForSelector('text=1 stikprøve er over tid.');
    await page.click('.sample button:has-text("I orden")');
    await page.waitForSelector('.sample summary:has-text("I orden")');
    await page.waitForSelector('text=1 stikprøve er over tid.', { state: 'detached' });
    const erased = page.locator(`section[aria-labelledby=erasures] tbody tr:has-text("${end}")`);
    expect(await erased.innerText()).toMatch(/borgerens anmodning om sletning er imødekommet[\s\S]*[0-9a-f]{64}/);
    await page.waitForSelector('section[aria-labelledby=retention] :text("ingen slettes af sig selv")');
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
