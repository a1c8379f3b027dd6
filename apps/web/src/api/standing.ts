/** How this browser stands to the server: what it has written, whether it is heard, whether it is still signed in. */
interface Stand {
  isReached: boolean;
  /** When the server was heard last, by this browser's clock: what is shown is not newer. */
  heardAt: number;
  isSignedIn: boolean;
}

let stand: Stand = { isReached: true, heardAt: Date.now(), isSignedIn: true };
const listeners = new Set<() => void>();

function become(next: Partial<Stand>): void {
  if (Object.entries(next).every(([name, value]) => stand[name as keyof Stand] === value)) return;
  stand = { ...stand, ...next };
  for (const listener of listeners) listener();
}

export const Standing = {
  /** The position of the last command that this browser has written; reads show it. */
  written: undefined as string | undefined,
  wrote(position: string): void {
    Standing.written = position;
  },
  /** The position that everything shown was last asked for anew from: what is told of it later is no news. */
  asked: undefined as string | undefined,
  reached: () => {
    stand.heardAt = Date.now();
    become({ isReached: true });
  },
  heard: () => {
    if (stand.isReached) stand.heardAt = Date.now();
  },
  unreached: () => become({ isReached: false }),
  signedOut: () => become({ isSignedIn: false }),
  signedIn: () => become({ isSignedIn: true }),
  now: () => stand,
  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
