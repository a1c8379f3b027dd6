import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { demo, inChromium, openDemo, signIn, type Role, type Window } from './demo.js';
import { drawn, FAULTS, fill, signedOut, typedIn, type Typed } from './faults.js';

const house = openDemo(() => prepare());

/** Every form that the screens make of the API's document; in the ordinary run a seeded handful. */
const isFull = process.env['RELET_SOAK'] === 'full';
const SEED = Number(process.env['RELET_SEED'] ?? 7);
const HANDFUL = 2;

interface Shape {
  command: string;
  of: 'unit' | 'citizen' | 'policy';
}
const { commands } = JSON.parse(readFileSync('apps/web/made/commands.json', 'utf8')) as { commands: Shape[] };
/** Corrections are typed at the event that they correct; an offer expires by itself, and a home is registered before it has a page. */
const ELSEWHERE = new Set(['CorrectEvent', 'RetractEvent', 'ExpireOffer', 'RegisterUnit']);

const CITIZEN = '22222222-3333-4444-8555-666666666666';
const day = { effective: '2026-10-30' };

async function must(who: Role, path: string, body: object): Promise<void> {
  const answer = await house.ask(who, path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
}

/** Homes in every state from which a step is given. */
async function prepare(): Promise<void> {
  await must('eksempel', `/v1/citizens/${CITIZEN}/approval`, { ...day, list: 'general', elderly: true });
  const step = (home: string, path: string, body: object = {}) =>
    must('administrator', `/v1/units/eksempel.${home}${path}`, { ...day, ...body });
  const story = ['/notice', '/vacated', '/keys', '/inspection', '/works', '/works/completion'] as const;
  const fields = {
    '/notice': { by: 'resident' },
    '/vacated': { reason: 'notice' },
    '/inspection': { works: 'standard' },
    '/works': { due: '2026-10-30' },
  };
  // Each home comes one step further than the one before it.
  for (const [n, home] of ['101', '102', '103', '105', '106', '108'].entries())
    for (const path of story.slice(0, n + 1)) await step(home, path, (fields as Record<string, object>)[path]);
  const offer = async (home: string, citizen: string) => {
    await must('eksempel', `/v1/citizens/${citizen}/approval`, { ...day, list: 'general', elderly: true });
    await must('eksempel', `/v1/units/eksempel.${home}/offers`, { ...day, offerId: `o-${home}`, citizen });
  };
  await offer('106', '22222222-3333-4444-8555-777777777777');
  await offer('108', '22222222-3333-4444-8555-888888888888');
  await must('eksempel', '/v1/units/eksempel.108/offers/o-108/acceptance', day);
  await step('108', '/contract', { rentFrom: '2026-11-01' });
  await step('105', '/out-of-service', { reason: 'fire' });
  await must('eksempel', '/v1/units/eksempel.208/reservation', { ...day, citizen: CITIZEN });
}

/** Where a form can be opened, by whom, and how. */
interface Place {
  command: string;
  role: Role;
  /** Of the API. */
  target: string;
  /** Of the screen. */
  address: string;
  offer?: string;
  /** The steps before it are not recorded: its form lies among those that are blocked. */
  isDirect: boolean;
}

interface Step {
  command: string;
  allowed: boolean;
  allowedDirectly?: true;
  reports?: string[];
  offerId?: string;
}

const HOMES = ['101', '102', '103', '104', '105', '106', '107', '108', '110', '208'].map((number) => `eksempel.${number}`);
const PATHS = { unit: ['units', 'bolig'], citizen: ['citizens', 'borger'], policy: ['policies', 'praksis'] } as const;

/** The places that were found last; a form that was saved may have moved them. */
let known: Promise<Place[]> | undefined;
const places = () => (known ??= look());

/** One place for every command of the document: somewhere the rules allow it. */
async function look(): Promise<Place[]> {
  const found = new Map<string, Place>();
  const lookAt = async (of: Shape['of'], id: string, role: Role) => {
    const [path, screen] = PATHS[of];
    const target = `/v1/${path}/${id}`;
    const { body } = await house.ask(role, `${target}/next-steps`);
    for (const { command, allowed, allowedDirectly, reports, offerId } of body['steps'] as Step[]) {
      const isOpen = allowed ? reports?.length !== 0 : allowedDirectly === true;
      const isBetter = !found.has(command) || (allowed && found.get(command)?.isDirect);
      if (isOpen && isBetter && !ELSEWHERE.has(command))
        found.set(command, { command, role, target, address: `/${screen}/${id}`, isDirect: !allowed, ...(offerId && { offer: offerId }) });
    }
  };
  for (const home of HOMES) for (const role of ['administrator', 'eksempel'] as const) await lookAt('unit', home, role);
  const { body } = await house.ask('eksempel', '/v1/citizens');
  const citizens = (body['citizens'] as { citizen: string }[]).slice(0, 40);
  for (const citizen of [CITIZEN, ...citizens.map((each) => each.citizen)]) await lookAt('citizen', citizen, 'eksempel');
  await lookAt('policy', 'eksempel', 'eksempel');
  return [...found.values()];
}

/** Somewhere the command is allowed; where the forms before it have left none, a house is built anew. */
async function placeFor(command: string): Promise<Place> {
  const find = async () => (await places()).find((place) => place.command === command);
  const place = await find();
  if (place) return place;
  await house.stop();
  Object.assign(house, await demo());
  await prepare();
  known = undefined;
  return (await find()) as Place;
}

/** Opens the form as a person would: answers to an offer beside the offer, all else among the next steps. */
async function openForm(page: Page, { offer, command, isDirect }: Place): Promise<void> {
  if (offer === undefined) await page.goto(`${page.url().split('?')[0]}?skridt=${command}${isDirect ? '!' : ''}`);
  else {
    const said = { AcceptOffer: 'Ja tak', DeclineOffer: 'Nej tak', ExtendOffer: 'Forlæng', WithdrawOffer: 'Træk tilbage' }[command] ?? '';
    await page.goto(`${page.url().split('?')[0]}?skridt=${command}:${offer}`);
    if (!(await page.isVisible('form.command'))) await page.click(`table.offers button:has-text("${said}")`);
  }
  await page.waitForSelector('form.command');
}

const revisionOf = async ({ role, target }: Place) => (await house.ask(role, `${target}/next-steps`)).body['revision'] as unknown as number;

/** Types, lets things happen, saves while something happens: what was typed is there at every step, and what looks saved is saved. */
async function ordeal(place: Place, pick: (below: number) => number): Promise<string[]> {
  known = undefined;
  const wrong: string[] = [];
  const window: Window = await house.window(place.role, place.address);
  const { page, context } = window;
  await openForm(page, place);
  await fill(page, pick);
  const typed = await typedIn(page);
  let otherwise = 0;
  const scene = {
    ...{ house, window, role: place.role },
    otherHands: async () =>
      place.address.startsWith('/bolig') &&
      house.ask('administrator', `${place.target}/rent`, { ...day, rentOere: 500_000 + pick(90_000) + otherwise++ }),
  };
  const names = Object.keys(FAULTS);
  for (const name of [names[pick(names.length)], names[pick(names.length)]] as string[]) {
    await FAULTS[name]?.(scene);
    if (!(await page.isVisible('form.command'))) await openForm(page, place);
    if (!isSame(await typedIn(page), typed))
      wrong.push(`${place.command}: typed text was lost when ${name}: ${said(typed)} is ${said(await typedIn(page))}`);
  }
  const before = await revisionOf(place);
  const mode = pick(3);
  const cookies = mode === 1 ? await signedOut(context) : [];
  if (mode === 2) await house.die();
  await press(page);
  if (mode === 1) {
    await page.waitForSelector('form.command .refusal');
    await context.addCookies(cookies);
    await press(page);
  }
  if (mode === 2) {
    await page.waitForSelector('form.command .refusal');
    await house.comeBack();
  }
  const isSaved = await settled(window, place.role);
  const grown = (await revisionOf(place)) - before;
  if (isSaved !== grown > 0) wrong.push(`${place.command}: looks ${isSaved ? '' : 'not '}saved, and the history has grown by ${grown}`);
  if (!isSaved && !isSame(await typedIn(page), typed)) wrong.push(`${place.command}: a refusal has lost what was typed`);
  wrong.push(...window.complaints.map((each) => `${place.command}: ${each}`));
  await context.close();
  return wrong;
}

const press = (page: Page) => page.press('form.command button.primary', 'Enter');

/**
 * Waits until the form is gone or says why it is not; what is asked once more is said yes to, a lost race is looked at, and who has been signed out by a
 * server that died signs in again in another window.
 */
async function settled({ page, context }: Window, role: Role): Promise<boolean> {
  for (let tries = 0; tries < 120; tries++) {
    if (!(await page.isVisible('form.command'))) return true;
    const isBusy = (await page.textContent('form.command button.primary'))?.includes('gemmer') ?? false;
    if (await page.isVisible('text=Se på det igen, og gå videre')) {
      await page.click('text=Se på det igen, og gå videre');
      await press(page);
    } else if (await page.isVisible('form.command button.primary:has-text("Gem alligevel")')) await press(page);
    else if (!isBusy && (await page.isVisible('form.command [role=alert] .refusal'))) return false;
    else if (!isBusy && (await page.isVisible('form.command .fault'))) return false;
    else if (!isBusy && (await page.isVisible('form.command >> text=Du er blevet logget ud'))) {
      const other = await context.newPage();
      await signIn(other, house.address, role);
      await other.close();
      await press(page);
    }
    await page.waitForTimeout(250);
  }
  return false;
}

const isSame = (a: Typed, b: Typed) => said(a) === said(b);
const said = (typed: Typed) => JSON.stringify(Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1)));

inChromium(
  'a step whose answer is lost on the way is sent again under its key, and is recorded once',
  async () => {
    const { page, context } = await house.window('administrator', '/bolig/eksempel.113?skridt=GiveNotice');
    await page.waitForSelector('form.command');
    await page.check('input[name=by][value=resident]');
    let isLost = false;
    // The server writes it, and the network is gone before the answer comes.
    await context.route(/notice$/, async (route) => {
      if (isLost) return route.continue();
      isLost = true;
      await route.fetch();
      return route.abort();
    });
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector('text=Ikke gemt endnu: serveren svarer ikke');
    await page.waitForSelector('form.command', { state: 'detached' });
    const { body } = await house.ask('administrator', '/v1/units/eksempel.113/history');
    const notices = (body['events'] as { type: string; effective: string }[]).filter(({ type }) => type === 'NoticeGiven');
    expect(notices.filter(({ effective }) => effective === '2026-10-30')).toHaveLength(1);
  },
  60_000,
);

inChromium(
  'a step that is saved while the network is gone says that nothing is saved yet, and is saved once it is back',
  async () => {
    const { page, context } = await house.window('administrator', '/bolig/eksempel.114?skridt=GiveNotice');
    await page.waitForSelector('form.command');
    await context.setOffline(true);
    await page.check('input[name=by][value=resident]');
    await page.press('input[name=effective]', 'Enter');
    await page.waitForSelector('text=Ikke gemt endnu: serveren svarer ikke');
    await context.setOffline(false);
    await page.waitForSelector('form.command', { state: 'detached' });
    await context.close();
  },
  60_000,
);

inChromium('every command of the document has a form somewhere', async () => {
  const found = new Set((await places()).map(({ command }) => command));
  expect(commands.map(({ command }) => command).filter((command) => !found.has(command) && !ELSEWHERE.has(command))).toEqual([]);
});

inChromium(
  'whatever happens while a form is filled in and saved, what was typed is there, and what looks saved is saved',
  async () => {
    const pick = drawn(SEED);
    const names = (await places()).map(({ command }) => command).sort();
    const chosen = isFull ? names : Array.from({ length: HANDFUL }, () => names.splice(pick(names.length), 1)[0]);
    const wrong: string[] = [];
    for (const command of chosen) wrong.push(...(await ordeal(await placeFor(command as string), pick)));
    expect(wrong).toEqual([]);
  },
  isFull ? 3_600_000 : 240_000,
);
