import { CORRECTION_COMMANDS, UNIT_COMMANDS, type UnitCommandName } from '@relet/domain';
import { commandHashOf, commandIdOf } from '@relet/platform';
import type { HomeOrder } from '../../give.js';
import { importer } from '../importer.js';
import type { Step } from './steps.js';

/** A step, and what its key is made of: the vacancy of its row, or the registration of its home. */
export interface Given {
  key: string;
  step: Step;
}

/** What the registration of a home is known by. */
export const REGISTER = 'register';

/** The key under which a command of a row is remembered for ever. */
const keyOf = (unit: string, row: string, name: string) => `reletting/${unit}/${row}/${name}`;

/** The id of a command that a row becomes. */
export const rowCommandId = (unit: string, row: string, name: UnitCommandName): string =>
  commandIdOf(importer(name, unit), keyOf(unit, row, name));

/** Steps as orders, each given by the side whose part it is and under a key of its own. */
export function ordersOf(unit: string, steps: readonly Given[]): HomeOrder[] {
  return steps.map(({ key, step: { name, fields, again } }) => {
    const principal = importer((again?.of ?? name) as UnitCommandName, unit);
    const command = Object.assign(new { ...UNIT_COMMANDS, ...CORRECTION_COMMANDS }[name](), fields);
    const known = keyOf(unit, key, again?.of ?? name);
    const commandId = commandIdOf(principal, again ? `${known}/correct/${again.seen}` : known);
    return { name, command, principal, commandId, commandHash: commandHashOf(name, unit, fields) } as HomeOrder;
  });
}
