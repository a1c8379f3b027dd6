import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  CITIZEN_COMMANDS,
  CORRECTION_COMMANDS,
  idHoldsPersonalNumber,
  isNewUnitId,
  lowerCased,
  MUNICIPALITY_ID,
  namesItsDay,
  POLICY_COMMANDS,
  UNIT_COMMANDS,
  UUID,
  type CommandName,
  type DomainCommand,
  type StreamKind,
} from '@relet/domain';
import {
  checked,
  Clock,
  commandHashOf,
  commandIdOf,
  Malformed,
  Metrics,
  problemOf,
  seesStream,
  spanned,
  streamOf,
  Streams,
  type Principal,
  type Receipt,
} from '@relet/platform';
import type { Language } from '@relet/words';
import type { CommandHeaders } from './command-headers.js';
import {
  GiveToCitizen,
  GiveToHome,
  GiveToPolicy,
  type CitizenOrder,
  type Giver,
  type HomeOrder,
  type LookingOut,
  type PolicyOrder,
} from './give.js';
import { answered, type HomeReceipt } from './warnings.js';

/** Beside what the command says: who gives it, how it is to be taken, and how it is looked at for what is unlikely. */
export interface Giving extends CommandHeaders {
  principal: Principal;
  looking?: LookingOut;
  /** In which warnings are said; English by default. */
  language?: Language | undefined;
}

const SHAPES: Record<StreamKind, Record<string, new () => DomainCommand>> = {
  unit: { ...UNIT_COMMANDS, ...CORRECTION_COMMANDS },
  citizen: { ...CITIZEN_COMMANDS, ...CORRECTION_COMMANDS },
  policy: { ...POLICY_COMMANDS, ...CORRECTION_COMMANDS },
};
const IDS: Record<StreamKind, (id: string) => boolean> = {
  unit: isNewUnitId,
  citizen: (id) => UUID.test(id),
  policy: (id) => MUNICIPALITY_ID.test(id) && !idHoldsPersonalNumber(id),
};
const NAMED = {
  unit: { fault: 'HOME_ID', values: { field: 'unit' } },
  citizen: { fault: 'CITIZEN_ID', values: { field: 'citizen' } },
  policy: { fault: 'MUNICIPALITY_ID', values: { field: 'municipality' } },
} as const satisfies Record<StreamKind, object>;
/** No id that was ever recorded is longer. */
const LONGEST_ID = 120;

/** The one way in for a command whose fields are not checked yet: they are, the command gets its id, and the CommandBus carries it on. */
@Injectable()
export class CommandGateway {
  constructor(
    private readonly bus: CommandBus,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly streams: Streams,
  ) {}

  /** Gives a command; Malformed, Refusal or a store's error when it is not taken. */
  async give(kind: StreamKind, name: CommandName, target: string | undefined, fields: object, giving: Giving): Promise<Receipt> {
    const Shape = Object.hasOwn(SHAPES[kind], name) ? SHAPES[kind][name] : undefined;
    if (!Shape) throw new Malformed([{ pointer: '', fault: 'NO_SUCH_COMMAND' }]);
    if (giving.dryRun) return this.checkedAndSent(Shape, kind, name, target, fields, giving);
    const ended = this.metrics.command(name);
    try {
      const receipt = await spanned('command', { 'relet.command': name }, () =>
        this.checkedAndSent(Shape, kind, name, target, fields, giving),
      );
      ended(receipt.events.length ? 'taken' : 'unchanged');
      return receipt;
    } catch (error) {
      ended(problemOf(error).code);
      throw error;
    }
  }

  private async checkedAndSent(
    Shape: new () => DomainCommand,
    kind: StreamKind,
    name: CommandName,
    target: string | undefined,
    fields: object,
    { principal, key, expected, ...giving }: Giving,
  ): Promise<Receipt> {
    const commandId = commandIdOf(principal, key);
    const named = target === undefined ? undefined : lowerCased(target.slice(0, LONGEST_ID + 1));
    // A citizen without a pseudonym gets the one that follows from the command, so that a repeated request makes no second citizen.
    const id = named ?? commandId;
    const command = fields instanceof Shape ? fields : checked(Shape, fields);
    if (!IDS[kind](id) && !(await this.isRecorded(kind, id, principal))) throw new Malformed([{ pointer: '', ...NAMED[kind] }]);
    const commandHash = commandHashOf(name, named ?? '', { ...command });
    if (!namesItsDay(name)) command.effective = this.clock.today();
    const giver: Giver = { principal, commandId, commandHash, ...(expected !== undefined && { expected }) };
    return this.sent(kind, id, { name, command, ...giver }, giving);
  }

  /** An id that was taken by an earlier version stays usable, by those who see what it names. */
  private async isRecorded(kind: StreamKind, id: string, principal: Principal): Promise<boolean> {
    if (id.length > LONGEST_ID || !seesStream(principal, streamOf(kind, id))) return false;
    return (await this.streams.load(streamOf(kind, id))).length > 0;
  }

  /** An order's command is of the class that its kind and name have: so it was checked. */
  private async sent(
    kind: StreamKind,
    id: string,
    order: object,
    { dryRun, looking, language }: Omit<Giving, 'principal'>,
  ): Promise<Receipt> {
    if (kind === 'citizen') return { ...(await this.bus.execute(new GiveToCitizen(id, order as CitizenOrder, dryRun))), warnings: [] };
    if (kind === 'policy') return { ...(await this.bus.execute(new GiveToPolicy(id, order as PolicyOrder, dryRun))), warnings: [] };
    const [receipt] = await this.bus.execute(new GiveToHome(id, [order as HomeOrder], dryRun, looking));
    return answered(receipt as HomeReceipt, language);
  }
}

/** What a command is about, by its name; corrections are about homes unless they say otherwise. Malformed when there is none. */
export function kindOf(name: string, on: unknown = 'unit'): StreamKind {
  const kinds = (['unit', 'citizen', 'policy'] as const).filter((kind) => Object.hasOwn(SHAPES[kind], name));
  const kind = kinds.length === 1 ? kinds[0] : kinds.find((each) => each === on);
  if (!kind) throw new Malformed([{ pointer: '/command', fault: 'NO_SUCH_COMMAND' }]);
  return kind;
}
