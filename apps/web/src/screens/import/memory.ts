/** What headers of files mean; null is passed over. */
export type Mapping = Readonly<Record<string, string | null>>;

const KEPT = 'relet.columns';
/** So many headers are remembered: the ones chosen last. */
const MOST = 60;

/** What was chosen on this machine for headers of files before. */
export function remembered(): Mapping {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Mapping;
  } catch {
    return {};
  }
}

export function remember(mapping: Mapping): void {
  localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(Object.entries(mapping).slice(-MOST))));
}
