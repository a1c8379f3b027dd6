import type { Page } from 'playwright-core';
import { inChromium, openDemo } from './demo.js';

const house = openDemo();

/** Opens a step by its button; the keyboard is then in the first field that has to be filled in. */
async function open(page: Page, step: string): Promise<void> {
  await page.click(`.steps button:has-text("${step}")`);
  await page.waitForSelector('form.command');
}

/** Saves the open form by Enter in a field, and waits until it is acknowledged. */
async function enter(page: Page, field = 'input[name=effective]'): Promise<void> {
  await page.press(field, 'Enter');
  await page.waitForSelector('form.command', { state: 'detached' });
}

const stageOf = async (unit: string) => {
  const { body } = await house.ask('administrator', `/v1/units/${unit}`);
  return body['home'] as { stage: string; letting: string; vacantFrom: string | null };
};

inChromium(
  'a home is let from notice to moving in, with a step dated back, a refusal, and a correction whose figures are seen beforehand',
  async () => {
    const { page, complaints } = await house.window('administrator', '/bolig/eksempel.101');
    await open(page, 'Registrer en opsigelse');
    await page.check('input[name=by][value=resident]');
    await page.fill('input[name=effective]', '20/10');
    await enter(page);
    await open(page, 'Registrer fraflytningen');
    // Why it is vacated follows from the notice.
    expect(await page.isChecked('input[name=reason][value=notice]')).toBe(true);
    await enter(page);
    await open(page, 'nøglerne er afleveret');
    await enter(page);

    await open(page, 'Registrer fraflytningssynet');
    await page.check('input[name=works][value=none]');
    await page.fill('input[name=effective]', '21/10');
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector('[role=alert] .refusal');
    expect((await stageOf('eksempel.101')).stage).toBe('inspection');
    await page.fill('input[name=effective]', 'i dag');
    await enter(page);
    expect((await stageOf('eksempel.101')).stage).toBe('ready');

    await page.click('button[aria-label="Ret: fraflytning 30.10.2026"]');
    await page.fill('input[name=newEffective]', '28/10');
    await page.waitForSelector('table.becomes');
    expect(await page.textContent('table.becomes')).toMatch(/Tomme dage\s*1\s*3/);
    await enter(page, 'input[name=newEffective]');
    await page.waitForSelector('table.history del:has-text("30.10.2026")');
    expect((await stageOf('eksempel.101')).vacantFrom).toBe('2026-10-28');

    const municipality = await house.window('eksempel', '/bolig/eksempel.101');
    await open(municipality.page, 'Giv et boligtilbud');
    await municipality.page.selectOption('select[name=citizen]', { index: 1 });
    await enter(municipality.page);
    await municipality.page.click('table.offers button:has-text("Ja tak")');
    await enter(municipality.page);

    await page.waitForSelector('.steps button.primary:has-text("lejekontrakten")');
    await open(page, 'lejekontrakten');
    await page.fill('input[name=rentFrom]', '+1');
    await enter(page, 'input[name=rentFrom]');
    await open(page, 'Registrer indflytningen');
    await enter(page);
    expect(await stageOf('eksempel.101')).toMatchObject({ stage: 'occupied', letting: 'none' });
    expect([...complaints, ...municipality.complaints]).toEqual([]);
  },
  180_000,
);

inChromium(
  'who loses a race sees who did what since, keeps what was typed, and saves it on the new state',
  async () => {
    const [first, second] = [
      await house.window('administrator', '/bolig/eksempel.107'),
      await house.window('administrator', '/bolig/eksempel.107'),
    ];
    await open(second.page, 'Aftal fraflytningssyn');
    await second.page.fill('input[name=planned]', '12/11');
    // The second window stops hearing of others, as one does whose network is slow.
    await second.context.route('**/v1/board/events', (route) => route.abort());
    await open(first.page, 'Ændr opsigelsen');
    await first.page.fill('input[name=expectedVacantFrom]', '10/11');
    await enter(first.page, 'input[name=expectedVacantFrom]');
    await second.page.press('input[name=planned]', 'Enter');
    await second.page.waitForSelector('form.command li:has-text("opsigelse ændret")');
    expect(await second.page.textContent('form.command')).toMatch(/opsigelse ændret.*10\.11\.2026/s);
    expect(await second.page.inputValue('input[name=planned]')).toMatch(/12[./]11/);
    await second.page.click('text=Se på det igen');
    await enter(second.page, 'input[name=planned]');
    const { body } = await house.ask('administrator', '/v1/units/eksempel.107');
    expect(body['home']).toMatchObject({ inspectionPlanned: '2026-11-12', notice: { expectedVacantFrom: '2026-11-10' } });
  },
  120_000,
);

inChromium(
  'what was recorded on the wrong home is recorded on the right one and taken back here; what is refused there changes nothing here',
  async () => {
    const { page, complaints } = await house.window('administrator', '/bolig/eksempel.102');
    await open(page, 'Registrer et dødsfald');
    await enter(page);
    await page.click('button[aria-label="Forkert bolig: dødsfald 30.10.2026"]');
    // An empty home has no resident who could have died.
    await page.fill('input[name=unit]', 'eksempel.104');
    await page.waitForSelector('.outcome .refusal');
    await page.press('input[name=unit]', 'Enter');
    expect(await page.isVisible('form.command')).toBe(true);
    await page.fill('input[name=unit]', 'eksempel.103');
    await page.waitForSelector('.outcome section:nth-child(2) li');
    await enter(page, 'input[name=unit]');
    const deathOf = async (unit: string) =>
      ((await house.ask('administrator', `/v1/units/${unit}`)).body['home'] as { death?: string }).death;
    expect(await Promise.all(['eksempel.102', 'eksempel.103'].map(deathOf))).toEqual([undefined, '2026-10-30']);
    await page.waitForSelector('tr.away del:has-text("dødsfald")');
    expect(complaints).toEqual([]);
  },
  120_000,
);

inChromium(
  'a resident moves to another home in one action: in there, out here',
  async () => {
    const { body } = await house.ask('administrator', '/v1/units/eksempel.105/state');
    const { citizen } = (body['state'] as { tenancy: { citizen: string } }).tenancy;
    const { page } = await house.window('administrator', '/bolig/eksempel.105');
    await page.click('.steps button:has-text("Flytning til en anden bolig")');
    await page.fill('input[name=unit]', 'eksempel.104');
    await page.check('text=Uden boligtilbud og lejekontrakt');
    // The resident is on no list any more: that is said beforehand, and nothing is recorded.
    await page.waitForSelector('.outcome .refusal');
    await page.press('input[name=unit]', 'Enter');
    await page.waitForSelector('[role=alert]:has-text("Intet er registreret")');
    expect((await stageOf('eksempel.105')).stage).toBe('occupied');
    await house.ask('eksempel', `/v1/citizens/${citizen}/approval`, { effective: '2026-10-30', list: 'specific', elderly: true });
    await enter(page, 'input[name=unit]');
    const stages = await Promise.all(['eksempel.104', 'eksempel.105'].map(async (unit) => (await stageOf(unit)).stage));
    expect(stages).toEqual(['occupied', 'clearing']);
    const { body: after } = await house.ask('eksempel', `/v1/citizens/${citizen}/state`);
    expect(after['state']).toMatchObject({ home: { unit: 'eksempel.104', since: '2026-10-30' } });
  },
  120_000,
);

inChromium(
  'a step is found, opened, filled in and saved by the keyboard alone',
  async () => {
    const { page } = await house.window('administrator', '/bolig/eksempel.110');
    await page.waitForSelector('.steps button');
    const focused = () =>
      page.evaluate("document.activeElement.matches('button') ? document.activeElement.textContent : ''") as Promise<string>;
    for (let tries = 0; tries < 20 && !(await focused()).includes('opsigelse'); tries++) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForSelector('form.command');
    // The first choice is in hand; an arrow takes the next.
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForSelector('form.command', { state: 'detached' });
    expect(await page.textContent('output.saved')).toMatch(/Registreret: opsigelse 30\.10\.2026/);
    expect((await house.ask('administrator', '/v1/units/eksempel.110')).body['home']).toMatchObject({ notice: { by: 'resident' } });
  },
  60_000,
);

inChromium(
  'in the past nothing is recorded, and an auditor sees what the log calls each fact',
  async () => {
    const then = await house.window('administrator', '/bolig/eksempel.208?sandPr=2026-09-10');
    await then.page.waitForSelector('.standing .now');
    expect(await then.page.textContent('.standing .now')).toContain('rydning');
    expect(await then.page.isVisible('.steps')).toBe(false);
    expect(await then.page.isVisible('.ways')).toBe(false);
    const auditor = await house.window('auditor', '/bolig/eksempel.208');
    await auditor.page.waitForSelector('table.history code');
    expect(await auditor.page.textContent('table.history')).toContain('ReadyForLetting');
    expect(await auditor.page.isVisible('.steps')).toBe(false);
    expect([...then.complaints, ...auditor.complaints]).toEqual([]);
  },
  60_000,
);

/** The session ends; saving says so, and signing in again leads back. */
async function signInAgain(page: Page, field: string): Promise<void> {
  await page.context().clearCookies();
  await page.press(field, 'Enter');
  await page.click('form.command .refusal a');
  await page.click('a[href$="/administrator"]');
}

inChromium(
  'a form that was open when the session ended is open again after signing in, with what was typed: a correction, and a step over the board',
  async () => {
    const { page, complaints } = await house.window('administrator', '/bolig/eksempel.208');
    await page.click('button[aria-label^="Ret: fraflytning"]');
    await page.fill('input[name=newEffective]', '7/10');
    await signInAgain(page, 'input[name=newEffective]');
    await page.waitForSelector('form.command[aria-label^="Ret: fraflytning"]');
    expect(await page.inputValue('input[name=newEffective]')).toMatch(/^0?7[./]10/);
    await page.goto(`${house.address}/tavle`);
    await page.click('[data-unit="nordby.314"] [data-main]');
    await page.waitForSelector('.dialog form.command');
    await page.check('input[name=reason][value=transfer]');
    await signInAgain(page, 'input[name=effective]');
    await page.waitForSelector('.dialog form.command');
    expect(await page.isChecked('input[name=reason][value=transfer]')).toBe(true);
    await page.click('.dialog button:has-text("Annuller")');
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'a step that is saved says so before the next answer is there, and the keyboard is never left on the page',
  async () => {
    const { page, complaints } = await house.window('administrator', '/bolig/nordby.314');
    // What stands around the form is asked for slowly from here on.
    await page.waitForSelector('.steps button.primary');
    await page.context().route(/next-steps|v1\/units\/nordby\.314(\?|$)/, async (route) => {
      await new Promise((done) => setTimeout(done, 1_500));
      await route.continue();
    });
    await open(page, 'Ændr opsigelsen');
    expect(await page.evaluate('document.activeElement.name')).toBe('expectedVacantFrom');
    await page.press('input[name=expectedVacantFrom]', 'Escape');
    await page.click('form.command button:has-text("Annuller")');
    await page.waitForSelector('.steps button:has-text("Ændr opsigelsen"):focus');
    await open(page, 'Registrer fraflytningen');
    await page.waitForSelector('.preview li');
    await enter(page);
    await page.waitForSelector('.steps button[aria-disabled=true]:not(.primary):has-text("Gemt: Registrer fraflytningen")');
    await page.waitForSelector('.steps button.primary:has-text("nøglerne er afleveret")');
    // The one field is filled in: typing anew replaces it.
    await open(page, 'nøglerne er afleveret');
    await page.keyboard.type('30/10');
    expect(await page.inputValue('input[name=effective]')).toBe('30/10');
    await enter(page);
    expect(await page.evaluate('document.activeElement !== document.body')).toBe(true);
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'after saving, the keyboard is on what says so and on no button; a correction names the step that it mends, and is said to be recorded',
  async () => {
    const { page, complaints } = await house.window('administrator', '/bolig/eksempel.106');
    await open(page, 'Registrer en opsigelse');
    await page.check('input[name=by][value=resident]');
    await enter(page);
    await page.waitForSelector('.steps output.saved:focus:has-text("Registreret: opsigelse 30.10.2026.")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.steps button.primary:has-text("fraflytningen")');
    expect(await page.isVisible('form.command')).toBe(false);
    expect(await page.evaluate("document.activeElement.matches('output.saved')")).toBe(true);

    await page.click('button[aria-label="Ret: opsigelse 30.10.2026"]');
    await page.waitForSelector('input[name=newEffective]:focus');
    await page.keyboard.type('29/10');
    await page.waitForSelector('.preview:has-text("det gælder opsigelse 30.10.2026")');
    expect(await page.textContent('.preview')).not.toContain('hændelse');
    await enter(page, 'input[name=newEffective]');
    await page.waitForSelector('table.history tr:has-text("opsigelse") output.saved:focus:has-text("Registreret: rettelse")');
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'what a step would do is asked anew when another hand has changed the home; a day before that of the step is doubted; a blocked step names the one that leads to it',
  async () => {
    const { page } = await house.window('administrator', '/bolig/eksempel.106');
    await open(page, 'Aftal fraflytningssyn');
    await page.fill('input[name=planned]', '20/10');
    await page.waitForSelector('.preview li');
    await page.waitForSelector('.field:has(input[name=planned]) .doubt:has-text("Det er før 30.10.2026")');
    await house.ask('administrator', '/v1/units/eksempel.106/notice/withdrawal', { effective: '2026-10-30' });
    await page.waitForSelector('.preview .refusal');
    expect(await page.inputValue('input[name=planned]')).toMatch(/^20[./]10/);

    await page.goto(`${house.address}/bolig/nordby.305`);
    await page.click('.blocked summary');
    await page.waitForSelector('.blocked li:has-text("Klarmeld boligen"):has-text("Registrer først, at istandsættelsen er færdig.")');
    await page.goto(`${house.address}/bolig/eksempel.106`);
    await open(page, 'Registrer en opsigelse');
    await page.click('form.command button.primary');
    await page.waitForSelector('.radios .fault:has-text("Udfyld feltet »Af hvem«.")');
  },
  60_000,
);

inChromium(
  'the form that corrects what the other side has recorded says why nothing would happen, before and after a day is typed',
  async () => {
    const { body } = await house.ask('eksempel', '/v1/units/eksempel.104/history');
    const keys = (body['events'] as { id: string; type: string; effective: string }[]).findLast(({ type }) => type === 'KeysReturned');
    const { page } = await house.window('eksempel', `/bolig/eksempel.104?ret=correct:${keys?.id}`);
    await page.waitForSelector('.preview:has-text("En rettelse angiver en ny dag, et nyt indhold eller begge dele.")');
    await page.fill('input[name=newEffective]', '10.10.2026');
    await page.waitForSelector('.preview .refusal:has-text("Det passer ikke med resten af forløbet: fraflytningssyn")');
  },
  60_000,
);
