/** Values in one list or object, and in a whole body. 200 commands at once, the most that anybody may give, are fewer than 5,000. */
const IN_ONE = 1_000;
const IN_ALL = 10_000;

/**
 * True when a body holds more values than any body needs: checking each of them takes time, and comparing each with each (a list names
 * nothing twice) takes the square of it, in which nobody else would be answered.
 */
export function holdsTooMuch(body: unknown): boolean {
  const toLookAt = [body];
  let counted = 0;
  while (toLookAt.length && counted <= IN_ALL) {
    const value = toLookAt.pop();
    const values = typeof value === 'object' && value !== null ? Object.values(value) : [];
    if (values.length > IN_ONE) return true;
    counted += values.length;
    toLookAt.push(...(values as unknown[]));
  }
  return counted > IN_ALL;
}
