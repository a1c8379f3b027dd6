import { COMMANDS, factReportedBy, type CommandName } from '@relet/domain';
import { nearestOf, WORDS } from '@relet/words';
import { plain } from '../import/sheet/headers.js';

/** Every name of every command, as `plain` makes it: its own, what it does, and what people call the step that it records. */
const NAMES: ReadonlyMap<string, ReadonlySet<CommandName>> = named();

/** The command that people mean by a word in either language, by its name or by that of its step; or those that may have been meant. */
export function commandCalled(word: string): { command: CommandName } | { nearest: CommandName[] } {
  const sought = plain(word.slice(0, 60));
  const meant = [...(NAMES.get(sought) ?? [])];
  if (meant.length === 1) return { command: meant[0] as CommandName };
  const begun = sought.length < 3 ? [] : [...NAMES.keys()].filter((name) => name.startsWith(sought));
  const near = nearestOf(sought, NAMES.keys());
  return { nearest: [...new Set((near.length ? near : begun).flatMap((name) => [...(NAMES.get(name) ?? [])]))] };
}

function named(): Map<string, Set<CommandName>> {
  const names = new Map<string, Set<CommandName>>();
  for (const command of Object.keys(COMMANDS) as CommandName[])
    for (const name of namesOf(command)) names.set(plain(name), (names.get(plain(name)) ?? new Set()).add(command));
  return names;
}

function namesOf(command: CommandName): string[] {
  const type = factReportedBy(command);
  return [
    command,
    type,
    ...Object.values(WORDS).flatMap(({ commands, events, steps }) => [commands[command], events[type], ...steps[type]]),
  ];
}
