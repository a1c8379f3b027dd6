/** How long one works before others have a turn, in milliseconds. */
const STRETCH = 10;

/**
 * A file is checked, and rows are made, without waiting for anything, so nobody else would be answered meanwhile. Whoever awaits this between two pieces of work
 * gives others a turn once a stretch is over; of several who wait, each begins a stretch of its own. Where several ask at the same moment none has worked yet:
 * with a stretch of 0 each has a turn of its own.
 */
export function takingTurns(stretch = STRETCH): () => Promise<void> | undefined {
  let begun = performance.now();
  let turns: Promise<void> | undefined;
  const next = () =>
    new Promise<void>((resolve) =>
      setImmediate(() => {
        begun = performance.now();
        resolve();
      }),
    );
  return () => {
    if (performance.now() - begun < stretch) return undefined;
    return (turns = turns ? turns.then(next) : next());
  };
}
