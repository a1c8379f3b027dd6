import { writeFileSync } from 'node:fs';
import type { Language } from '@relet/words';
import type { AboutFile } from '@relet/vacancy';
import type { Common } from './house.js';
import type { Times } from './reading.js';
import { mustBePlain } from './plain-file.js';
import { UsageError } from './usage.js';

/** Options of every question about a period; all but those of the command line are asked as they are. */
export interface AskedPeriod extends Common, Times {
  from: string;
  to: string;
  municipality?: string;
  building?: string;
  kind?: string;
  unit?: string;
  csv?: Language;
  about?: string;
}

/** Splits what the command line is told from what is asked. Throws UsageError where what a file is cannot be written. */
export function splitOff<O extends AskedPeriod>({ store, as, json, lang: _, about, ...asked }: O) {
  mustBePlain(about);
  return { common: { ...(store && { store }), ...(as && { as }) }, json, about, asked };
}

/** Writes what a file is into another one beside it. */
export function writeAbout(path: string | undefined, about: () => AboutFile): void {
  if (path !== undefined) writeFileSync(path, `${JSON.stringify(about(), null, 2)}\n`);
}

/** Throws UsageError when there is no file that could be told about. */
export function mustBeFile(about: string | undefined, isFile: boolean): void {
  if (about !== undefined && !isFile) throw new UsageError((usage) => usage.aboutNeedsFile());
}
