import type { StreamKind } from '@relet/domain';

export type { StreamKind };

/** The stream of the first event of every log, in which the store says what it is. */
export const STORE_STREAM = 'store-relet';

/** The name of a stream, such as `unit-eksempel.101`. */
export function streamOf(kind: StreamKind, id: string): string {
  return `${prefixOf(kind)}${id}`;
}

/** What the names of all streams of a kind begin with. */
export function prefixOf(kind: StreamKind): string {
  return `${kind}-`;
}

/** The id in a stream's name when it is of that kind, else undefined. Only the first dash parts kind and id (docs/law.md 3.1). */
export function idIn(kind: StreamKind, stream: string): string | undefined {
  const prefix = prefixOf(kind);
  return stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;
}
