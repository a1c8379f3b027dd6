/** The shortest beginning of a word that is searched for, and the longest that is kept. */
const SHORTEST = 3;
const LONGEST = 12;

/** Letters that Danes write in two ways. */
const ALSO: Readonly<Record<string, string>> = {
  å: 'aa',
  æ: 'ae',
  ø: 'oe',
  ä: 'ae',
  ö: 'oe',
  ü: 'y',
  ß: 'ss',
  ð: 'd',
  þ: 'th',
  đ: 'd',
  ł: 'l',
};

/** The words of a name in one form: small letters without accents, Aa for Å. */
export function wordsOfName(name: string): string[] {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => ALSO[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/** By what a name is found: each of its words, and their beginnings from three letters. */
export function findableBy(name: string): string[] {
  const found = wordsOfName(name).flatMap((word) => {
    const letters = [...word];
    const beginnings = letters.slice(SHORTEST - 1, LONGEST).map((_, n) => `begins ${letters.slice(0, n + SHORTEST).join('')}`);
    return [`word ${word}`, ...beginnings];
  });
  return [...new Set(found)];
}

/** How each word of what somebody types is looked for: as a beginning, or as a whole word where it is shorter than three letters. */
export function soughtBy(typed: string): string[] {
  return wordsOfName(typed).map((word) => {
    const letters = [...word];
    return letters.length < SHORTEST ? `word ${word}` : `begins ${letters.slice(0, LONGEST).join('')}`;
  });
}

/** Initials as a list shows them, three at most: `A.B.J.` */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const shown = words.length > 3 ? [...words.slice(0, 2), ...words.slice(-1)] : words;
  return shown.map((word) => `${([...word][0] as string).toUpperCase()}.`).join('');
}
