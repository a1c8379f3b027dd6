/** The language asked for first, of the two that are spoken here; undefined when neither is. */
export function languageOf(header: string | undefined): 'da' | 'en' | undefined {
  const first = (header ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .find((part) => /^(da|en)\b/.test(part));
  return first?.slice(0, 2) as 'da' | 'en' | undefined;
}
