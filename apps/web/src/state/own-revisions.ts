/** The revision that this window's own last command has given each home, citizen and policy: what stands around a form may not show it yet. */
const revisions = new Map<string, number>();

export const wroteRevision = (id: string, revision: number): void => void revisions.set(id, revision);

/** The revision that a form is opened on: what is shown, or what was just written here, so that nobody loses a race against themselves. */
export function revisionSeen(id: string, shown: number | undefined): number | undefined {
  const own = revisions.get(id);
  return shown === undefined || own === undefined ? shown : Math.max(shown, own);
}
