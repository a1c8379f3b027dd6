import type { Cookie, Page } from 'playwright-core';
import type { Demo, Role, Window } from './demo.js';

/** What is typed in the open form, by the name of each field. */
export type Typed = Readonly<Record<string, string>>;

/** Reads the open form as a person sees it. */
export async function typedIn(page: Page): Promise<Typed> {
  return page.$$eval('form.command input, form.command select, form.command textarea', (fields) => {
    const typed: Record<string, string> = {};
    for (const field of fields as unknown as { name: string; type: string; value: string; checked: boolean }[]) {
      if (!field.name) continue;
      if (field.type !== 'radio') typed[field.name] = field.type === 'checkbox' ? String(field.checked) : field.value;
      else if (field.checked) typed[field.name] = field.value;
    }
    return typed;
  });
}

/** Fills in each field of the open form with something that can be read there, other than what stands in it where that may be. */
export async function fill(page: Page, pick: (below: number) => number): Promise<void> {
  for (const details of await page.$$('form.command details:not([open]) > summary')) await details.click();
  for (const field of await page.$$('form.command input, form.command select, form.command textarea')) {
    const { type, mode, name } = await field.evaluate((element) => {
      const { type: kind, inputMode, name: called } = element as unknown as { type: string; inputMode: string; name: string };
      return { type: kind, mode: inputMode, name: called };
    });
    if (type === 'select-one') {
      const count = (await field.$$('option')).length;
      if (count > 1) await field.selectOption({ index: 1 + pick(count - 1) });
    } else if (type === 'radio') {
      if (pick(2)) await field.check();
    } else if (type === 'checkbox') {
      // That the steps before were not recorded is seldom so, and names other fields wrong.
    } else if (mode === 'numeric') await field.fill(String(1 + pick(9)));
    else if (/^(contractor|building|address|text)$/.test(name)) await field.fill(`Firma ${pick(1_000)}`);
    else if (name !== 'municipality') await field.fill(`-${pick(3)}`);
  }
  // What a day is taken for is written when the keyboard leaves it.
  await page.focus('form.command button.primary');
}

interface Scene {
  house: Demo;
  role: Role;
  window: Window;
  /** Changes what the form is about, by other hands. */
  otherHands(): Promise<unknown>;
}

/** What can happen while somebody types. Each leaves the page as it was found, but for what the fault does. */
export const FAULTS: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  async 'the page is loaded anew'({ window: { page }, role }) {
    await page.reload();
    // A server that was killed has forgotten the session: one is led to the sign-in and back.
    await page.waitForSelector(`.home section button, a[href$="/${role}"]`);
    if (await page.isVisible(`a[href$="/${role}"]`)) await page.click(`a[href$="/${role}"]`);
    // The answer to an offer is opened again beside the offer.
    await page.waitForSelector('.home section button');
  },
  async 'the server dies and comes back'({ house }) {
    await house.die();
    await house.comeBack();
  },
  async 'the network is gone for a while'({ window: { page, context } }) {
    await context.setOffline(true);
    await page.press('form.command button.primary', 'Tab');
    await context.setOffline(false);
  },
  async 'the session ends, and one signs in again in another window'({ window: { page, context } }) {
    const cookies = await signedOut(context);
    await page.evaluate("fetch('/v1/me')");
    await context.addCookies(cookies);
  },
  async 'somebody else is faster'({ otherHands }) {
    await otherHands();
  },
};

/** Takes the cookies away, and answers them. */
export async function signedOut(context: Window['context']): Promise<Cookie[]> {
  const cookies = await context.cookies();
  await context.clearCookies();
  return cookies;
}

/** Numbers that look drawn, the same for the same seed. */
export function drawn(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
