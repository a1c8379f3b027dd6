import type { Page } from 'playwright-core';

/** The homes of rows and cards that are shown, in their order. */
export async function unitsIn(page: Page, selector = '[data-unit]'): Promise<(string | null)[]> {
  return Promise.all((await page.$$(selector)).map((each) => each.getAttribute('data-unit')));
}

/** What stands in each of some elements. */
export const textsIn = (page: Page, selector: string): Promise<string[]> => page.locator(selector).allTextContents();
