import { StoreError } from '@relet/event-store';
import { fill, sentenceOf, WORDS, type Language, type ServingFault } from '@relet/words';
import { RowsUnavailable } from './rows-unavailable.js';

/** Why a part of the process does not serve: a fault that has words, with what its sentence names, or the error that it met. */
export type WhyNot = { fault: ServingFault; about?: Readonly<Record<string, string | number>> } | Error;

/** Thrown when the process cannot serve now: a reason for each part that keeps it from serving. */
export class NotServing extends Error {
  constructor(readonly reasons: Readonly<Record<string, WhyNot>>) {
    super('The process cannot serve now.');
    this.name = 'NotServing';
  }

  /** The reasons as people read them. */
  told(language: Language): Record<string, string> {
    return Object.fromEntries(Object.entries(this.reasons).map(([part, why]) => [part, whyNot(why, language)]));
  }
}

/** A reason in a language. An error of the store or of the rows tells its code, too, by which it can be looked up. */
export function whyNot(why: WhyNot, language: Language): string {
  const words = WORDS[language];
  if ('fault' in why) return fill(words.serving[why.fault], why.about ?? {});
  if (!(why instanceof StoreError) && !(why instanceof RowsUnavailable)) return words.serving.unreadable;
  return `${why.code}: ${language === 'en' ? why.message : sentenceOf(words, why.code, {})}`;
}
