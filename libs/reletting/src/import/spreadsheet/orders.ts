import { UNIT_COMMANDS } from '@relet/domain';
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
export const keyOf = (unit: string, row: string, name: string) => `reletting/${unit}/${row}/${name}`;

/** Steps as orders, each given by the side whose part it is and under a key of its own. */
export function ordersOf(unit: string, steps: readonly Given[]): HomeOrder[] {
  return steps.map(({ key, step: { name, fields } }) => {
    const principal = importer(name, unit);
    const command = Object.assign(new UNIT_COMMANDS[name](), fields);
    const [commandId, commandHash] = [commandIdOf(principal, keyOf(unit, key, name)), commandHashOf(name, unit, fields)];
    return { name, command, principal, commandId, commandHash } as HomeOrder;
  });
}
