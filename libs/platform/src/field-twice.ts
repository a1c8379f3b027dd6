/**
 * True when an object of a JSON text names a field twice, at any depth: a parser keeps the last of the two, and what was said first would be
 * lost unsaid. The text must be JSON.
 */
export function saysFieldTwice(json: string): boolean {
  const within: (Set<string> | undefined)[] = [];
  let text = '';
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g)) {
    if (token === '{') within.push(new Set());
    else if (token === '[') within.push(undefined);
    else if (token === '}' || token === ']') within.pop();
    else if (token !== ':') text = token;
    else if (named(within.at(-1), text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1))) return true;
  }
  return false;
}

/** True when the name was there already; then it is added. */
function named(names: Set<string> | undefined, name: string): boolean {
  const known = names?.has(name) ?? false;
  names?.add(name);
  return known;
}
