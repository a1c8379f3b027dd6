import type { DomainCommand } from '@relet/domain';
import type { Principal } from '@relet/platform';

/** Where a command goes and who gives it: it travels beside the command's own fields, which are the body. */
export interface Address {
  name: string;
  kind: 'unit' | 'citizen' | 'policy';
  /** Id of the home, pseudonym of the citizen, or municipality. */
  target: string;
  principal: Principal;
  commandId: string;
  commandHash: string;
  /** If-Match: the revision that the caller has seen. */
  expected?: number;
  dryRun?: boolean;
}

const ADDRESS = Symbol('address');

/** Puts an address on a command; it is no field: never validated, stored or hashed. */
export function addressed<C extends DomainCommand>(command: C, address: Address): C {
  return Object.defineProperty(command, ADDRESS, { value: address });
}

/** The address of a command that came through the gateway. */
export function addressOf(command: DomainCommand): Address {
  return (command as { [ADDRESS]?: Address })[ADDRESS] as Address;
}
