import { Command } from '@nestjs/cqrs';
import type { CitizenCommands, History, Home, PolicyCommands, UnitCommands } from '@relet/domain';
import type { BareReceipt, Principal } from '@relet/platform';
import type { RentsThen } from './rents.js';
import type { HomeReceipt } from './warnings.js';

/** Who gives a command, and under which id its answer is remembered. */
export interface Giver {
  principal: Principal;
  commandId: string;
  commandHash: string;
  /** If-Match: the revision that the caller has seen. */
  expected?: number;
}

/** One of several commands of the domain by its name, its fields checked, and who gives it. */
export type Order<Commands> = { [N in keyof Commands]: { name: N; command: Commands[N] } }[keyof Commands] & Giver;

/** A command on a home that follows from what was recorded of a citizen. */
interface Following {
  /** The command that led to it. */
  causedBy?: string;
  /** The command as the home asks for it each time it is decided, also after a lost race; undefined when it no longer does, and nothing changes. */
  anew?(home: History<Home>): UnitCommands[keyof UnitCommands] | undefined;
}

export type HomeOrder = Order<UnitCommands> & Following;
export type CitizenOrder = Order<CitizenCommands>;
export type PolicyOrder = Order<PolicyCommands>;

/** How a command is looked at for what is unlikely. */
export interface LookingOut {
  /** It was tried before, and what is unlikely was told then. */
  told?: true;
  /** It is history that comes in from elsewhere. */
  imported?: boolean;
  /** What homes cost when the request or import began; absent: just before the command. */
  rents?: RentsThen;
}

/** Gives a home one command or several; each is decided on what those before it have led to, and all are written in one append, or none. */
export class GiveToHome extends Command<HomeReceipt[]> {
  constructor(
    readonly home: string,
    readonly orders: readonly HomeOrder[],
    /** The rules run, and nothing is written. */
    readonly dryRun = false,
    readonly looking: LookingOut = {},
  ) {
    super();
  }
}

/** Gives one command to a citizen, who is named by pseudonym. */
export class GiveToCitizen extends Command<BareReceipt> {
  constructor(
    readonly citizen: string,
    readonly order: CitizenOrder,
    readonly dryRun = false,
  ) {
    super();
  }
}

/** Gives one command to the policy of a municipality. */
export class GiveToPolicy extends Command<BareReceipt> {
  constructor(
    readonly municipality: string,
    readonly order: PolicyOrder,
    readonly dryRun = false,
  ) {
    super();
  }
}
