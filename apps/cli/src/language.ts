import type { Language } from '@relet/words';

/** What says in which language a command line speaks. */
export interface Spoken {
  lang?: Language;
}

/** The language of a command line: the one that `--lang` names, else that of the machine's locale, where all that is not Danish is English. */
export function languageOf({ lang }: Spoken, env: NodeJS.ProcessEnv = process.env): Language {
  if (lang) return lang;
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean) ?? '';
  return /^da([_.@-]|$)/i.test(locale) ? 'da' : 'en';
}
