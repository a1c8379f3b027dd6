import { Injectable } from '@nestjs/common';
import { citizenView, liveFacts, policyOn, refuse, upcast, type CitizenView, type CivilDate, type Context, type Fact } from '@relet/domain';
import { Clock, Streams } from '@relet/platform';
import type { Giver } from './give.js';

/** Gathers what a decision may look at beside its own stream: today, who asks, the policy of each day, and citizens. */
@Injectable()
export class Contexts {
  constructor(
    private readonly streams: Streams,
    private readonly clock: Clock,
  ) {}

  /** The municipality's policies as they stand. */
  async policies(municipality: string): Promise<readonly Fact[]> {
    return liveFacts((await this.streams.load(`policy-${municipality}`)).map(upcast));
  }

  /** The context of one command on what is recorded; citizens are added by who needs them. */
  of(
    { principal, commandId, expected }: Pick<Giver, 'principal' | 'commandId' | 'expected'>,
    policies: readonly Fact[],
    recorded: readonly Fact[],
    municipality: string,
  ): Context {
    return {
      today: this.clock.today(),
      commandId,
      by: principal.by,
      policyOn: (day: CivilDate) => policyOn(policies, day),
      municipality,
      checkRevision: () => {
        const actual = recorded.at(-1)?.revision ?? -1;
        if (expected !== undefined && expected !== actual) refuse('VERSION_CONFLICT', 'Somebody else was first.', { actual });
      },
    };
  }

  /** Citizens as a home's decision sees them, from their streams. */
  async views(citizens: readonly string[]): Promise<Map<string, CitizenView>> {
    const views = await Promise.all(
      citizens.map(async (citizen) => {
        const recorded = await this.streams.load(`citizen-${citizen}`);
        return [citizen, citizenView(recorded[0]?.municipality ?? '', recorded.map(upcast))] as const;
      }),
    );
    return new Map(views);
  }
}
