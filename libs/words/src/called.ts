import type { FactWords, Words } from './words.js';

/** The word for each event. */
export const called = (facts: FactWords): Words['events'] => ofEach(facts, ([word]) => word);

/** What else people call each step. */
export const alsoCalled = (facts: FactWords): Words['steps'] => ofEach(facts, ([, ...also]) => also);

function ofEach<T>(facts: FactWords, of: (words: FactWords[keyof FactWords]) => T): Record<keyof FactWords, T> {
  return Object.fromEntries(Object.entries(facts).map(([type, words]) => [type, of(words)])) as Record<keyof FactWords, T>;
}
