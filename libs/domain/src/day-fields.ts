import { COMMANDS } from './commands.js';
import { fieldsOfBody } from './law/body.js';

/** Fields that hold a civil day, in any event: those that a command's class states as days. */
export const DAY_FIELDS: ReadonlySet<string> = new Set(
  Object.values(COMMANDS)
    .flatMap(fieldsOfBody)
    .flatMap(({ name, rules }) => (rules.includes('isCivilDate') && name !== 'effective' ? [name] : [])),
);
