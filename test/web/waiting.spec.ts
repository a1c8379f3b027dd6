import { inChromium, openDemo } from './demo.js';
import { textsIn } from './seen.js';

const house = openDemo();

const NEW = '11111111-2222-4333-8444-555555555555';

inChromium(
  'the waiting list tells who is nearest to the guarantee, a clock begun anew by a refusal, and offers a home that could meet it',
  async () => {
    await house.ask('eksempel', `/v1/citizens/${NEW}/approval`, { effective: '2026-09-01', list: 'general', elderly: true });
    const { page, complaints } = await house.window('eksempel', '/venteliste');
    await page.waitForSelector('table.waiting');
    const rows = await textsIn(page, 'table.waiting tbody tr');
    expect(rows[0]).toContain('2 dage tilbage');
    expect(rows[1]).toMatch(/36 dage tilbage.*ny frist fra 05\.10\.2026/);
    await page.click('tbody tr:first-child button:has-text("Tilbyd")');
    await page.waitForSelector('form.command[aria-label="Giv et boligtilbud"]');
    expect(await page.inputValue('select[name=citizen]')).toBe(NEW);
    await page.waitForSelector('.preview li');
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector(`tr:has(a[href="/borger/${NEW}"]):has-text("opfyldt 30.10.2026")`);
    // The button that was pressed is gone: the keyboard is on what says that it is recorded.
    await page.waitForSelector(`tr:has(a[href="/borger/${NEW}"]) output.saved:focus:has-text("Registreret: boligtilbud 30.10.2026.")`);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.waitForSelector('text=Der er mere til højre');
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'names are shown in the place of initials once a reason is given, and stand in no address',
  async () => {
    const approval = { effective: '2026-10-01', list: 'general', elderly: true };
    const person = { approval, person: { name: 'Asta Birgitte Juul' } };
    expect(await house.ask('eksempel', '/v1/persons/approvals', person)).toMatchObject({ status: 200 });
    const { page, complaints } = await house.window('eksempel', '/venteliste');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.waitForSelector('tbody a:has-text("A.B.J.")');
    await page.fill('input[type=search]', 'a.b.j');
    await page.waitForSelector(`a[href="/borger/${NEW}"]`, { state: 'detached' });
    await page.click('text=Vis navne');
    await page.selectOption('select[aria-label="Hvorfor slår du op?"]', 'offer');
    await page.waitForSelector('tbody a:has-text("Asta Birgitte Juul")');
    await page.reload();
    await page.waitForSelector('tbody a:has-text("A.B.J.")');
    expect([...asked, page.url()].filter((url) => /asta|juul|a\.b\.j/i.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  },
  60_000,
);
