/** Kroner as people type them, `7.550,00`, `7550` or `7550.50`, as whole øre; undefined when it is no amount. */
export function oereTyped(text: string): number | undefined {
  const typed = text.trim().replace(/\s*kr\.?$/i, '');
  const [, whole, hundredths = ''] = /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:[,.](\d{1,2}))?$/.exec(typed) ?? [];
  if (whole === undefined) return undefined;
  return Number(whole.replaceAll('.', '')) * 100 + Number(hundredths.padEnd(2, '0'));
}
