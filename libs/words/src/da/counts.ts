import { countsOf } from '../numbers.js';

export const { grouped, counted } = countsOf('da-DK');

/** Things that are counted in many places. */
export const countOfEvents = (count: number) => counted(count, 'hændelse', 'hændelser');
export const countOfHistories = (count: number) => counted(count, 'historik', 'historikker');
export const countOfHomes = (count: number) => counted(count, 'bolig', 'boliger');
