import { readFileSync } from 'node:fs';
import { inChromium, openDemo } from './demo.js';
import { unitsIn } from './seen.js';

const house = openDemo();

const card = (unit: string) => `[data-unit="${unit}"]`;
const inPhase = (phase: string) => `.board-column:has([data-phase="${phase}"]) [data-unit]`;

inChromium(
  'with keys alone a caseworker filters the board, records the next step of a card, and the keyboard goes with the card to its new phase',
  async () => {
    const { page, complaints } = await house.window('eksempel', '/');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL('**/tavle');
    await page.waitForSelector(card('eksempel.208'));
    // What only the other side records is told as theirs, and is no button.
    expect(await page.textContent(`${card('eksempel.107')} .theirs`)).toContain('(det gør administrator)');
    expect(await page.isVisible(`${card('eksempel.107')} [data-main]`)).toBe(false);
    await page.waitForSelector('[data-filter]');
    await page.keyboard.press('/');
    await page.waitForSelector('[data-filter]:focus');
    await page.keyboard.type('birke');
    await page.waitForSelector(card('eksempel.104'), { state: 'detached' });
    await page.waitForURL('**/tavle?tekst=birke');
    // What is in no home's number, building or address may be somebody's name, and stands in no address.
    await page.keyboard.type(' madsen');
    await page.waitForSelector('.board-bar + .empty');
    await page.waitForURL('**/tavle');
    await page.fill('[data-filter]', 'birke');
    await page.waitForURL('**/tavle?tekst=birke');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForSelector('form.command :focus');
    expect(await page.inputValue('input[name=effective]')).toBe('30.10.2026');
    await page.waitForSelector('select[name=citizen] option:nth-child(2)', { state: 'attached' });
    await page.focus('select[name=citizen]');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.preview li');
    await page.focus('input[name=effective]');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`.board-column:has([data-phase="offer_pending"]) ${card('eksempel.208')}`);
    await page.waitForSelector(`${card('eksempel.208')}:focus-within`);
    await page.waitForSelector(`${card('eksempel.208')} output.saved:focus:has-text("Registreret: boligtilbud 30.10.2026.")`);
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'no column is cut off unseen: what lies beyond the right edge is told, and one press leads to it',
  async () => {
    const { page } = await house.window('administrator', '/tavle', { viewport: { width: 1280, height: 900 } });
    await page.waitForSelector('.board-columns');
    const isCut = () =>
      page.evaluate("((b) => b.scrollLeft + b.clientWidth < b.scrollWidth - 1)(document.querySelector('.board-columns'))");
    const more = page.getByRole('button', { name: 'Flere kolonner til højre' });
    // How many columns are filled depends on the steps before; where they fit, there is no button.
    if (!(await isCut())) await more.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 900, height: 900 });
    await more.click();
    await more.waitFor({ state: 'detached' });
    expect(await isCut()).toBe(false);
  },
  60_000,
);

inChromium(
  'a card that another hand has moved is marked in an open window, and not in that of the hand that moved it',
  async () => {
    const [theirs, own] = [await house.window('administrator', '/tavle'), await house.window('administrator', '/tavle')];
    await theirs.page.waitForSelector(card('nordby.305'));
    await own.page.click(`${card('nordby.305')} [data-main]`);
    await own.page.waitForSelector('.preview li');
    await own.page.press('input[name=effective]', 'Enter');
    await theirs.page.waitForSelector(`.board-column:has([data-phase="matching"]) ${card('nordby.305')}.moved`);
    await own.page.waitForSelector(`.board-column:has([data-phase="matching"]) ${card('nordby.305')}`);
    expect(await own.page.$$('.card.moved')).toHaveLength(0);
    expect([...theirs.complaints, ...own.complaints]).toEqual([]);
  },
  60_000,
);

inChromium(
  'a card that is dropped on a phase opens the form of the step that leads there, and says why where none does',
  async () => {
    const { page } = await house.window('administrator', '/tavle');
    await page.waitForSelector(card('eksempel.104'));
    await page.dragAndDrop(card('eksempel.104'), '.board-column:has([data-phase="works"])');
    await page.waitForSelector('form.command[aria-label="Genåbn istandsættelsen"]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('form.command', { state: 'detached' });
    await page.dragAndDrop(card('eksempel.104'), '.board-column:has([data-phase="ordering"])');
    await page.waitForSelector('output.said:has-text("kan ikke flyttes til bestilling")');
  },
  60_000,
);

inChromium(
  'the table sorts by the column that is chosen, keeps that in the address, and gives many homes one step with a result for each',
  async () => {
    const { page, complaints } = await house.window('administrator', '/tavle?vis=tabel&kommune=eksempel');
    await page.waitForSelector('tbody [data-unit]');
    const units = () => unitsIn(page);
    expect((await units())[0]).toBe('eksempel.208');
    await page.click('thead button:has-text("Bolig")');
    await page.waitForSelector('th[aria-sort=ascending]');
    expect(new URL(page.url()).searchParams.get('sorter')).toBe('unit');
    expect(await units()).toEqual((await units()).toSorted());
    await page.check('thead input[type=checkbox]');
    await page.click('.many button');
    await page.selectOption('.dialog .which select', 'TakeOutOfService');
    await page.selectOption('.dialog select[name=reason]', 'renovation');
    await page.click('.dialog button[type=submit]');
    await page.waitForSelector('.dialog tbody tr');
    expect(await page.textContent('.dialog tbody tr:has-text("eksempel.107") .fault')).not.toBe('');
    await page.click('.dialog button:has-text("Gem for 2 boliger")');
    await page.waitForSelector('.dialog p:focus:has-text("2 registreret, 0 afvist")');
    const { body } = await house.ask('administrator', '/v1/units/eksempel.104');
    expect(body['home']).toMatchObject({ phase: 'out_of_service' });
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'the file for a spreadsheet holds the rows that are on the screen, in their order, in the language of the screen',
  async () => {
    const { page } = await house.window('administrator', '/tavle?vis=tabel&kommune=nordby&sorter=-phaseDays');
    await page.waitForSelector('tbody [data-unit]');
    const shown = await unitsIn(page);
    const file = async (button: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`button:has-text("${button}")`)]);
      return {
        called: download.suggestedFilename(),
        lines: readFileSync(await download.path(), 'utf8')
          .trimEnd()
          .split('\r\n'),
      };
    };
    const table = await file('Tavlen som CSV');
    expect(table.called).toBe('tavle-2026-10-30.csv');
    expect(table.lines[0]).toMatch(/^\uFEFFBolig;Plejecenter;Type;Fase;Tomme dage;/);
    expect(table.lines.slice(1).map((line) => line.split(';')[0])).toEqual(shown);
    await page.click('button:has-text("Som kolonner")');
    await page.waitForSelector('.board-columns');
    const inColumns = await unitsIn(page);
    expect((await file('Tavlen som CSV')).lines.slice(1).map((line) => line.split(';')[0])).toEqual(inColumns);
    await page.evaluate("localStorage.setItem('relet.language', 'en')");
    await page.reload();
    const english = await file('The board as CSV');
    expect(english.called).toBe('board-2026-10-30.csv');
    expect(english.lines[0]).toMatch(/^Home,Building,Kind,Phase,Empty days,/);
  },
  60_000,
);

inChromium(
  'a home within its respect window tells until when it is left in peace, and no days',
  async () => {
    await house.ask('administrator', '/v1/units/eksempel.101/death', { effective: '2026-10-28' });
    await house.ask('administrator', '/v1/units/eksempel.101/vacated', { effective: '2026-10-29', reason: 'death' });
    const { page } = await house.window('administrator', '/tavle');
    await page.waitForSelector(card('eksempel.101'));
    const text = await page.textContent(card('eksempel.101'));
    expect(text).toContain('ro om boligen til 11.11.');
    expect(text).not.toMatch(/tomme dage|dage over/);
    expect(await unitsIn(page, inPhase('clearing'))).toContain('eksempel.101');
  },
  60_000,
);

inChromium(
  'without a network the board says at once that it is old, and how old by now, until the server is heard again',
  async () => {
    const { page, context } = await house.window('administrator', '/tavle');
    await page.waitForSelector('.card');
    await context.setOffline(true);
    await page.waitForSelector('.band.away:has-text("under et minut gammelt")');
    await page.evaluate('((now) => (Date.now = () => now() + 180_000))(Date.now.bind(Date))');
    await page.waitForSelector('.band.away:has-text("3 minutter gammelt")');
    await context.setOffline(false);
    await page.waitForSelector('.band.away', { state: 'detached' });
  },
  60_000,
);
