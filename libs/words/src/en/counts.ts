import { countsOf } from '../numbers.js';

export const { grouped, counted } = countsOf('en-GB');

/** Things that are counted in many places. */
export const countOfEvents = (count: number) => counted(count, 'event', 'events');
export const countOfHistories = (count: number) => counted(count, 'history', 'histories');
export const countOfHomes = (count: number) => counted(count, 'home', 'homes');
