import type { DueWhat } from '../due.js';

/** Codes of the domain in the words of docs/law.md 1.2, as caseworkers read them. */
export interface Words {
  title: string;
  subtitle: (since: string, asOf: string, where: string) => string;
  everywhere: string;
  printed: (position: string) => string;
  notUpToDate: string;
  /** What is missing from the list because it could not be read. */
  notRead: (streams: string) => string;
  none: string;
  respectWindow: (until: string) => string;
  sections: Record<Section, { heading: string; about: string; head: string[] }>;
  codes: Readonly<Record<string, string>>;
  due: Record<DueWhat, string>;
  /** A civil date as it is written in the language. */
  date: (day: string) => string;
  days: (count: number) => string;
  daysPast: (count: number) => string;
}

export type Section = 'new' | 'moved' | 'let' | 'stuck' | 'overdue' | 'passed' | 'offers' | 'guarantee' | 'corrected';

/** A code as people read it: `OfferMade` and `sign_contract` are words already when no better one is known. */
export function worded({ codes }: Words, code: string): string {
  return (
    codes[code] ??
    code
      .replaceAll('_', ' ')
      .replace(/(?<=[a-z])[A-Z]/g, ' $&')
      .toLowerCase()
  );
}
