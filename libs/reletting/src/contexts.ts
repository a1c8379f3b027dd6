import { Injectable } from '@nestjs/common';
import {
  CITIZEN,
  citizenView,
  POLICY,
  policyOn,
  refuse,
  type CitizenView,
  type CivilDate,
  type Context,
  type Fact,
  type History,
  type Kind,
} from '@relet/domain';
import { Clock, Streams, streamOf } from '@relet/platform';
import type { Giver } from './give.js';

const NOBODY: ReadonlyMap<string, CitizenView> = new Map();

/** Gathers what a decision may look at beside its own stream: today, who asks, the policy of each day, and citizens. */
@Injectable()
export class Contexts {
  constructor(
    private readonly streams: Streams,
    private readonly clock: Clock,
  ) {}

  /** The municipality's policies as they stand; in an import as they stood when it began, and as it has changed them since. */
  async policies(municipality: string, isImport = false): Promise<readonly Fact[]> {
    const stream = streamOf('policy', municipality);
    const seen = isImport ? this.streams.lastSeen(POLICY, stream) : undefined;
    return (seen ?? (await this.streams.standing(POLICY, stream))).live;
  }

  /** The context of one command on what is recorded; citizens are added by who needs them. */
  of(
    { principal, commandId, expected }: Pick<Giver, 'principal' | 'commandId' | 'expected'>,
    policies: readonly Fact[],
    { recorded }: History<Kind>,
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
        if (expected !== undefined && expected !== actual) refuse('VERSION_CONFLICT', { actual });
      },
    };
  }

  /** Citizens as a home's decision sees them, from their streams. */
  async views(citizens: readonly string[]): Promise<ReadonlyMap<string, CitizenView>> {
    if (!citizens.length) return NOBODY;
    const views = await Promise.all(
      citizens.map(async (citizen) => {
        const history = await this.streams.standing(CITIZEN, streamOf('citizen', citizen));
        return [citizen, citizenView(history.recorded[0]?.municipality ?? '', history)] as const;
      }),
    );
    return new Map(views);
  }
}
