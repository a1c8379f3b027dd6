import { readFileSync } from 'node:fs';
import { inChromium, openDemo } from './demo.js';

// What people have stumbled over who had only the address and a task.
const house = openDemo();

inChromium(
  'what is typed while the palette opens is typed in it; Enter takes the first that is found, then opens the home, and the keyboard is on its page',
  async () => {
    const { page, complaints } = await house.window('administrator', '/');
    await page.waitForSelector('[data-row]');
    await page.click('button.find');
    // Without a pause: `g` and `a` would lead to the analysis.
    await page.keyboard.type('Solgaarden 110');
    await page.waitForSelector('.palette [role=menuitem]:has-text("eksempel.110")');
    expect(await page.inputValue('.palette input')).toBe('Solgaarden 110');
    expect(new URL(page.url()).pathname).toBe('/');
    await page.fill('.palette input', 'eksempel.110');
    await page.waitForSelector('.palette [role=menuitem][data-focused]:has-text("eksempel.110")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.palette [role=menuitem]:has-text("Åbn boligen")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("eksempel.110")');
    await page.waitForFunction("document.activeElement.id === 'content'");

    await page.keyboard.press('Control+k');
    await page.fill('.palette input', 'registrer en opsigelse');
    await page.click('.palette [role=menuitem]:has-text("Registrer en opsigelse")');
    await page.waitForSelector('.palette .empty:has-text("Skriv boligens nummer")');
    expect(complaints).toEqual([]);
  },
  60_000,
);

inChromium(
  'what is written by this window is asked for anew once, although the board tells of it, too',
  async () => {
    const { page } = await house.window('administrator', '/bolig/eksempel.112');
    await page.click('.steps button:has-text("Fastsæt huslejen")');
    await page.fill('input[name=rentOere]', '7.123');
    await page.waitForSelector('.preview li');
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/v1/')) asked.push(`${request.method()} ${pathname}`);
    });
    await page.press('input[name=rentOere]', 'Enter');
    await page.waitForSelector('form.command', { state: 'detached' });
    await page.waitForTimeout(2_000);
    const own = '/v1/units/eksempel.112';
    expect(asked.sort()).toEqual(
      [`POST ${own}/rent`, ...['', '/history', '/next-steps', '/state', '/vacancy'].map((part) => `GET ${own}${part}`)].sort(),
    );
  },
  60_000,
);

inChromium(
  'a citizen who has said yes elsewhere can say yes no more: the offer says why, and the steps say what is waited for',
  async () => {
    const { body } = await house.ask('nordby', '/v1/waiting-list');
    const { citizen } = (body['citizens'] as { citizen: string }[]).find((each) => each.citizen.endsWith('030241')) ?? { citizen: '' };
    const unit = '/v1/units/nordby.304';
    const day = { effective: '2026-10-30' };
    for (const [path, fields] of [
      ['/notice', { by: 'resident' }],
      ['/vacated', { reason: 'notice' }],
      ['/keys', {}],
      ['/inspection', { works: 'none' }],
      ['/offers', { offerId: 'o-304', citizen }],
    ] as const)
      expect(await house.ask(path === '/offers' ? 'nordby' : 'administrator', `${unit}${path}`, { ...day, ...fields })).toMatchObject({
        status: 200,
      });
    const { page } = await house.window('nordby', '/bolig/nordby.304');
    await page.waitForSelector('table.offers .hint:has-text("Ja tak: ikke muligt nu. Borgeren har sagt ja tak til en anden bolig")');
    await page.waitForSelector('.steps .hint:has-text("Svar afventes 06.11.2026.")');
  },
  60_000,
);

inChromium(
  'what a figure is made of is taken into a Danish sheet from where it is told, and holds no other building',
  async () => {
    const { page } = await house.window('analyst', '/analyse?fra=2026-01-01&til=2026-10-30');
    await page.click('.figures tbody tr:has-text("Solgaarden") button.figure >> nth=0');
    await page.waitForSelector('.explanation tbody tr[data-row]');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('.explanation a[download]')]);
    const [head, ...rows] = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(head).toMatch(/^\uFEFFTomperiode;Bolig;Kommune;Plejecenter;/);
    expect(new Set(rows.filter(Boolean).map((row) => row.split(';')[3]))).toEqual(new Set(['Solgaarden']));
  },
  60_000,
);

inChromium(
  'who may not approve a citizen is told whose part that is',
  async () => {
    const { page } = await house.window('administrator', '/borger/ny');
    await page.waitForSelector('main:has-text("Det gør kommunen.")');
  },
  60_000,
);

inChromium(
  'the server dies while a form is filled in and comes back: who signs in again finds what was typed',
  async () => {
    const { page } = await house.window('administrator', '/bolig/eksempel.105?skridt=GiveNotice');
    await page.check('input[name=by][value=resident]');
    await page.fill('input[name=effective]', '28/10');
    await house.die();
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector('form.command .refusal:has-text("serveren svarer ikke")');
    // Whoever was signed in at a demo that has died is not any more.
    await page.context().clearCookies();
    await house.comeBack();
    await page.click('form.command .refusal a', { timeout: 30_000 });
    await page.click('a[href$="/administrator"]');
    await page.waitForSelector('form.command');
    expect(await page.isChecked('input[name=by][value=resident]')).toBe(true);
    expect(await page.inputValue('input[name=effective]')).toMatch(/^28[./]10/);
  },
  90_000,
);
