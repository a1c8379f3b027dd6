import { hasChromium } from './chromium.js';
import { demo, type Demo } from './house.js';

export { demo, signIn, type Demo, type Role, type Window } from './house.js';

/** Tests of the screens run in Debian's Chromium, which a machine may not have. */
export const inChromium = hasChromium ? test : test.skip;

/** The demo of a file's journeys: opened before the first of them, also prepared when they need it so, and ended after the last. */
export function openDemo(prepare: () => Promise<void> = () => Promise.resolve()): Demo {
  const house = {} as Demo;
  beforeAll(async () => {
    Object.assign(house, await demo());
    await prepare();
  }, 180_000);
  afterAll(() => house.stop());
  return house;
}
