/** How long an import works before others have a turn, in milliseconds. */
const STRETCH = 10;

/**
 * A file is checked without waiting for anything, so nobody else would be answered meanwhile. Whoever awaits this between two rows gives others a turn once a
 * stretch of work is over; of several who wait, each begins a stretch of its own.
 */
export function takingTurns(): () => Promise<void> | undefined {
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
    if (performance.now() - begun < STRETCH) return undefined;
    return (turns = turns ? turns.then(next) : next());
  };
}
