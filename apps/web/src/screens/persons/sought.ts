/** What somebody has typed to find a person by. */
export type Sought = { name: string } | { cpr: string } | { fault: 'threeLetters' | 'tenDigits' };

/** A name, or a number: whatever has a digit is meant as one. */
export function soughtIn(typed: string): Sought {
  const text = typed.normalize('NFKC').trim();
  if (/\d/.test(text)) {
    const digits = text.replace(/[\s\p{P}\p{Cf}]/gu, '');
    return /^\d{10}$/.test(digits) ? { cpr: digits } : { fault: 'tenDigits' };
  }
  return (text.match(/\p{L}/gu) ?? []).length < 3 ? { fault: 'threeLetters' } : { name: text };
}
