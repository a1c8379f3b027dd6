import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CITIZEN } from '@relet/domain';
import { ErasedBefore, OrderOfCitizen, streamOf, Streams, Transact, type Receipt } from '@relet/platform';
import { CommandGateway } from './gateway.js';

/** Commands on citizens that another room gives take the way of all others. */
@CommandHandler(OrderOfCitizen)
export class OrdersHandler implements ICommandHandler<OrderOfCitizen> {
  constructor(private readonly gateway: CommandGateway) {}

  execute({ name, citizen, fields, giving }: OrderOfCitizen): Promise<Receipt> {
    return this.gateway.give('citizen', name, citizen, fields, giving);
  }
}

/** An erasure that was lost is recorded as it was, under its own command: nothing is decided, since key and row are gone for ever. */
@CommandHandler(ErasedBefore)
export class ErasedBeforeHandler implements ICommandHandler<ErasedBefore> {
  constructor(
    private readonly transact: Transact,
    private readonly streams: Streams,
  ) {}

  async execute({ citizen, effective, given }: ErasedBefore): Promise<void> {
    const stream = streamOf('citizen', citizen);
    const [first] = await this.streams.load(stream);
    if (!first) return;
    const erased = { type: 'CitizenErased' as const, v: 1, effective, payload: {} };
    await this.transact.run(CITIZEN, { stream, municipality: first.municipality, ...given }, () => [erased]);
  }
}
