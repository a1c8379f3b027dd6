import { useCallback, useState } from 'react';

/** What somebody has typed for a command and has not yet saved. */
export interface Draft {
  /** Fields as they were typed, by name; nested ones with dots. */
  typed: Readonly<Record<string, Typed>>;
  /** The key under which it is sent: sent again it is the same command. */
  key: string;
  /** The revision of the history that was looked at. */
  revision: number | undefined;
  /** True once it was sent and no answer came. */
  isSent: boolean;
}

export type Typed = string | boolean | readonly string[];

const PREFIX = 'relet.draft';

/** Where drafts are kept: in this window, and on the disk for when it is closed. Two windows do not type into each other. What says who somebody is stays in the window. */
const placesOf = (isPersonal: boolean): readonly Storage[] => (isPersonal ? [sessionStorage] : [sessionStorage, localStorage]);

export const draftKey = (who: string, command: string, target: string) => `${PREFIX}:${who}:${command}:${target}`;

export function keptDraft(name: string, isPersonal = false): Draft | undefined {
  const kept =
    placesOf(isPersonal)
      .map((place) => place.getItem(name))
      .find((each) => each !== null) ?? null;
  try {
    return kept === null ? undefined : (JSON.parse(kept) as Draft);
  } catch {
    return undefined;
  }
}

/** Throws away every draft about a home or a citizen, in this window and on the disk. */
export function discardDraftsOf(target: string): void {
  for (const place of [sessionStorage, localStorage])
    for (const name of Object.keys(place))
      if (name.startsWith(`${PREFIX}:`) && name.split(':').at(-1)?.split('/')[0] === target) place.removeItem(name);
}

export interface DraftInHand {
  draft: Draft;
  /** True when it was there before this form was opened. */
  wasKept: boolean;
  type(name: string, value: Typed): void;
  change(next: Partial<Draft>): void;
  discard(): void;
}

/** The draft under a name: kept at every stroke, until it is saved or thrown away. What is typed anew is another command, with a key of its own. */
export function useDraft(name: string, given: Draft['typed'], revision: number | undefined, isPersonal = false): DraftInHand {
  const [kept] = useState(() => keptDraft(name, isPersonal));
  const fresh = useCallback((): Draft => ({ typed: given, key: crypto.randomUUID(), revision, isSent: false }), [given, revision]);
  const [draft, setDraft] = useState<Draft>(() => kept ?? fresh());
  const keep = useCallback(
    (next: Draft) => {
      for (const place of placesOf(isPersonal)) place.setItem(name, JSON.stringify(next));
      setDraft(next);
    },
    [name, isPersonal],
  );
  return {
    draft,
    wasKept: kept !== undefined,
    type: (field, value) => keep({ ...draft, typed: { ...draft.typed, [field]: value }, key: crypto.randomUUID(), isSent: false }),
    change: (next) => keep({ ...draft, ...next }),
    discard: () => {
      for (const place of placesOf(isPersonal)) place.removeItem(name);
      setDraft(fresh());
    },
  };
}
