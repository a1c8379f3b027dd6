/** No name is told apart by what comes after so many letters. */
const LONGEST = 40;

/** The nearest of some names to one that is none of them, when one is near. */
export const nearest = (name: string, names: Iterable<string>): string | undefined => nearestOf(name, names)[0];

/** All of the names that are nearest to one that is none of them: at most a third of its letters differ, one at least may. */
export function nearestOf(name: string, names: Iterable<string>): string[] {
  const sought = name.toLowerCase();
  const apart = [...new Set(names)].map((each) => ({ each, letters: lettersApart(sought, each.toLowerCase()) }));
  const least = Math.min(...apart.map(({ letters }) => letters));
  return least <= Math.max(1, Math.floor(Math.min(name.length, LONGEST) / 3))
    ? apart.filter(({ letters }) => letters === least).map(({ each }) => each)
    : [];
}

/** How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other. */
function lettersApart(one: string, other: string): number {
  const [a, b] = [one.slice(0, LONGEST), other.slice(0, LONGEST)];
  let [last, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let m = 1; m <= a.length; m++) {
    const next = [m];
    for (let n = 1; n <= b.length; n++) {
      const changed = (row[n - 1] ?? 0) + (a[m - 1] === b[n - 1] ? 0 : 1);
      const isSwapped = m > 1 && n > 1 && a[m - 1] === b[n - 2] && a[m - 2] === b[n - 1];
      next.push(Math.min((row[n] ?? 0) + 1, (next[n - 1] ?? 0) + 1, changed, isSwapped ? (last[n - 2] ?? 0) + 1 : Infinity));
    }
    [last, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
