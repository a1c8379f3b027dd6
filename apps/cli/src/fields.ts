import { COMMANDS, factReportedBy, fieldsOfBody, type CommandName, type Field } from '@relet/domain';
import { commandCalled, fieldCalled, writtenValue } from '@relet/reletting';
import { wordFor } from '@relet/words';
import { UsageError } from './usage.js';

/** The fields of a command, its day first. */
export function fieldsOf(command: CommandName): Field[] {
  // class-validator names inherited fields last, so the day, which all commands inherit, is moved to the front.
  return [...fieldsOfBody(COMMANDS[command])].sort((a, b) => Number(b.name === 'effective') - Number(a.name === 'effective'));
}

/** Fields from `field=value`, as the command takes them; a field that is not known is left for the rules to refuse. Throws UsageError. */
export function fieldsFrom(command: CommandName, pairs: readonly string[]): Record<string, unknown> {
  const known = fieldsOf(command);
  const fields: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError((usage) => usage.fieldForm());
    const [typed, text] = [pair.slice(0, at), pair.slice(at + 1)];
    const field = fieldCalled(typed, known);
    const name = field?.name ?? typed;
    if (Object.hasOwn(fields, name)) throw new UsageError((usage) => usage.fieldTwice(field ? name : ''));
    fields[name] = field ? writtenValue(factReportedBy(command), field, text, typed) : text;
  }
  return fields;
}

/** The command that is called so. Throws UsageError with those that were probably meant. */
export function commandNamed(name: string): CommandName {
  const meant = commandCalled(name);
  if ('command' in meant) return meant.command;
  const near = meant.nearest.slice(0, 4);
  throw new UsageError((_, { problems }, { perhaps, events }) => {
    const called = near.map((command) => `${command} (${wordFor(events, factReportedBy(command))})`).join(', ');
    return [problems.ORDER_UNKNOWN.detail, ...(called ? [perhaps(called)] : [])].join(' ');
  }, 'ORDER_UNKNOWN');
}
