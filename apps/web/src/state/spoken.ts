import type { Language, Words } from '@relet/words';
import { createContext, use } from 'react';

const KEPT = 'relet.language';

/** Looked up once: whoever chooses another begins the page anew, and every question names it. */
let now: Language | undefined;

/** The language of the screens: the one that was chosen here, or on the page for signing in, else Danish. That page reads it in a cookie. */
export const spoken = (): Language => (now ??= chosen());

function chosen(): Language {
  const language = (localStorage.getItem(KEPT) ?? /(?:^|; )relet-language=(\w+)/.exec(document.cookie)?.[1]) === 'en' ? 'en' : 'da';
  document.cookie = `relet-language=${language}; Path=/; SameSite=Lax; Max-Age=31536000`;
  return language;
}

export function speak(language: Language): void {
  localStorage.setItem(KEPT, language);
  location.reload();
}

/** The words of one language; a browser loads no other. */
export async function wordsOf(language: Language): Promise<Words> {
  return language === 'da' ? (await import('@relet/words/da')).da : (await import('@relet/words/en')).en;
}

export const WordsContext = createContext<Words | undefined>(undefined);

/** All words for people, in the language of the screens. */
export function useWords(): Words {
  return use(WordsContext) as Words;
}
