import { BOOKS, NEW_CONTENTS, type EventType, type StreamKind } from '@relet/domain';
import { nearestOf, WORDS, type Language } from '@relet/words';
import { plain } from '../import/sheet/headers.js';

/** What a word means: one step, several that it may be, or none, with the nearest that there are. */
export type Named = { type: EventType } | { several: EventType[] } | { nearest: EventType[] };

const LANGUAGES = Object.keys(WORDS) as Language[];
const NAMES: Readonly<Record<StreamKind, ReadonlyMap<string, ReadonlySet<EventType>>>> = {
  unit: namesOf('unit'),
  citizen: namesOf('citizen'),
  policy: namesOf('policy'),
};

/** The step that people mean by a word in either language, by an event's or by a command's name; a beginning is enough when it fits one only. */
export function stepNamed(word: string, kind: StreamKind): Named {
  const [names, sought] = [NAMES[kind], plain(word.slice(0, 60))];
  const begun = sought.length < 3 ? [] : [...names].filter(([name]) => name.startsWith(sought)).flatMap(([, types]) => [...types]);
  const meant = [...(names.get(sought) ?? new Set(begun))];
  if (meant.length === 1) return { type: meant[0] as EventType };
  return meant.length
    ? { several: meant }
    : { nearest: [...new Set(nearestOf(sought, names.keys()).flatMap((name) => [...(names.get(name) ?? [])]))] };
}

/** Every name of every step that a person corrects, as `plain` makes it. */
function namesOf(kind: StreamKind): Map<string, Set<EventType>> {
  const names = new Map<string, Set<EventType>>();
  for (const type of NEW_CONTENTS.keys())
    if (Object.hasOwn(BOOKS[kind].facts, type))
      for (const name of calledIn(kind, type)) names.set(plain(name), (names.get(plain(name)) ?? new Set()).add(type));
  return names;
}

function calledIn(kind: StreamKind, type: EventType): string[] {
  const commands = Object.entries(BOOKS[kind].verbs).flatMap(([name, { reports }]) => (reports === type ? [name] : []));
  return [type, ...commands, ...LANGUAGES.flatMap((language) => [WORDS[language].events[type], ...WORDS[language].steps[type]])];
}
