import { demo, type Demo } from './house.js';

export { inChromium } from './chromium.js';
export { demo, type Demo, type Role, type Window } from './house.js';

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
