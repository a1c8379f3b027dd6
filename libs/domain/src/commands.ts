import type { DomainCommand } from './base.commands.js';
import { EVERY_BOOK } from './books.js';
import { CITIZEN_VERBS } from './citizen/citizen.js';
import type { EventType } from './events.js';
import { CorrectEvent, RetractEvent } from './law/correcting.commands.js';
import type { Book, Kind, Who } from './law/chapter.js';
import { POLICY_VERBS } from './policy/policy.js';
import { UNIT_VERBS } from './unit/unit.js';

type Body = new () => DomainCommand;
type Bodies<V extends Record<string, { body: Body }>> = { readonly [N in keyof V]: V[N]['body'] };
type Instances<T extends Record<string, Body>> = { [N in keyof T]: InstanceType<T[N]> };

function bodiesOf<V extends Record<string, { body: Body }>>(verbs: V): Bodies<V> {
  return Object.fromEntries(Object.entries(verbs).map(([name, { body }]) => [name, body])) as Bodies<V>;
}

/** Commands on a home, by name. */
export const UNIT_COMMANDS = bodiesOf(UNIT_VERBS);
/** Commands on a citizen, by name. */
export const CITIZEN_COMMANDS = bodiesOf(CITIZEN_VERBS);
/** Commands on a municipality's policy, by name. */
export const POLICY_COMMANDS = bodiesOf(POLICY_VERBS);
/** Commands on any stream: corrections and retractions. */
export const CORRECTION_COMMANDS = { CorrectEvent, RetractEvent } as const;
/** Every command, by name. */
export const COMMANDS = { ...UNIT_COMMANDS, ...CITIZEN_COMMANDS, ...POLICY_COMMANDS, ...CORRECTION_COMMANDS };

export type UnitCommandName = keyof typeof UNIT_COMMANDS;
export type CommandName = keyof typeof COMMANDS;

export type UnitCommands = Instances<typeof UNIT_COMMANDS> & Instances<typeof CORRECTION_COMMANDS>;
export type CitizenCommands = Instances<typeof CITIZEN_COMMANDS> & Instances<typeof CORRECTION_COMMANDS>;
export type PolicyCommands = Instances<typeof POLICY_COMMANDS> & Instances<typeof CORRECTION_COMMANDS>;

/** True for the name of a command. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

const VERBS = Object.assign({}, ...EVERY_BOOK.map(({ verbs }) => verbs)) as Book<Kind>['verbs'];

/** Whose part a command is; corrections are either side's. */
export function whoGives(name: CommandName): Who {
  return VERBS[name]?.who ?? 'AM';
}

/** False for commands whose day is today, or follows from something else. */
export function namesItsDay(name: CommandName): boolean {
  return VERBS[name] !== undefined && VERBS[name].on === undefined;
}

/** The type of event that a command reports. */
export function factReportedBy(name: CommandName): EventType {
  return VERBS[name]?.reports ?? (name === 'CorrectEvent' ? 'EventCorrected' : 'EventRetracted');
}
