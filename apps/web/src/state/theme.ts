export type Theme = 'auto' | 'light' | 'dark';

const KEPT = 'relet.theme';

export const themeNow = (): Theme => (['light', 'dark'] as const).find((theme) => theme === localStorage.getItem(KEPT)) ?? 'auto';

/** Puts on the colours that were chosen here, or those of the machine. */
export function wear(theme: Theme = themeNow()): void {
  if (theme === 'auto') localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, theme);
  document.documentElement.dataset['theme'] = theme;
}
