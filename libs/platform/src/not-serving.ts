import { StoreError } from '@relet/event-store';
import { fill, sentenceOf, WORDS, type Language, type ServingFault } from '@relet/words';
import { RowsUnavailable } from './rows-unavailable.js';

/** Why a part of the process does not serve: a fault that has words, with what its sentence names and what lies behind it, or the error that it met. */
export type WhyNot = { fault: ServingFault; about?: Readonly<Record<string, string | number>>; because?: WhyNot } | Error;

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

/** A reason in a language. An error tells its code, by which it can be looked up; what others say of the machine stands in the log alone. */
export function whyNot(why: WhyNot, language: Language): string {
  const words = WORDS[language];
  if ('fault' in why)
    return fill(words.serving[why.fault], { ...why.about, ...(why.because && { reason: whyNot(why.because, language) }) });
  if (!(why instanceof StoreError) && !(why instanceof RowsUnavailable)) return 'code' in why ? String(why.code) : words.serving.unreadable;
  return `${why.code}: ${language === 'en' ? why.message : sentenceOf(words, why.code, why instanceof StoreError ? why.details : undefined)}`;
}
