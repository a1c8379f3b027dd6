import type { Mended } from './csv';

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

/** A file is the same one when it is called so, is as large and was changed then. */
const keyOf = ({ name, size, lastModified }: File) => `relet.mended:${name}:${size}:${lastModified}`;

/** Cells of a file that were mended in this window before: through a reload, and when the session has ended. */
export function mendedBefore(file: File): Mended {
  try {
    const lines = JSON.parse(sessionStorage.getItem(keyOf(file)) ?? '[]') as [number, [string, string][]][];
    return new Map(lines.map(([line, cells]) => [line, new Map(cells)]));
  } catch {
    return new Map();
  }
}

export function rememberMended(file: File, mended: Mended): void {
  sessionStorage.setItem(keyOf(file), JSON.stringify([...mended].map(([line, cells]) => [line, [...cells]])));
}
