/** The innermost object or list that a reader of JSON is in: the names of the object so far, and the one that it is at; or the place in the list. */
interface Within {
  names?: Set<string>;
  at: string | number;
}

/** Deeper than this no body goes, and no pointer has to lead. */
const DEEPEST = 8;

/**
 * The JSON pointer of the first field that an object of a JSON text names twice, at any depth; undefined when none does. A parser keeps the last of
 * the two, and what was said first would be lost unsaid. A name that no field has is not said again: the pointer then leads to where it stands. The text must be JSON.
 */
export function fieldSaidTwice(json: string): string | undefined {
  const within: Within[] = [];
  let text = '';
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]/g)) {
    const inner = within.at(-1);
    if (token === '{') within.push({ names: new Set(), at: '' });
    else if (token === '[') within.push({ at: 0 });
    else if (token === '}' || token === ']') within.pop();
    else if (token === ',') nextIn(inner);
    else if (token !== ':') text = token;
    else if (inner && named(inner, text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1))) return pointerTo(within);
  }
  return undefined;
}

function nextIn(inner: Within | undefined): void {
  if (typeof inner?.at === 'number') inner.at++;
}

/** True when the name was there already; then it is added. */
function named(inner: Within, name: string): boolean {
  const known = inner.names?.has(name) ?? false;
  inner.names?.add(name);
  inner.at = name;
  return known;
}

function pointerTo(within: readonly Within[]): string {
  const names = within.slice(0, DEEPEST).map(({ at }) => String(at));
  const unsaid = names.findIndex((name) => !couldBeField(name));
  return (unsaid < 0 ? names : names.slice(0, unsaid)).map((name) => `/${name}`).join('');
}

/** True for what could name a field or a place in a list. Anything else may be somebody's number, and is never said again. */
export const couldBeField = (name: string): boolean => /^(?:[A-Za-z_]{1,40}|\d{1,6})$/.test(name);
