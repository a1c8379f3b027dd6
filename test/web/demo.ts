import { PROGRAM } from '../chromium.js';

export { demo, type Demo, type Role, type Window } from './house.js';

/** Tests of the screens run in Debian's Chromium, which a machine may not have. */
export const inChromium = PROGRAM === undefined ? test.skip : test;
