import { Inject, Injectable } from '@nestjs/common';
import {
  CITIZEN,
  citizensOf,
  citizenUnknown,
  historyOf,
  municipalityOf,
  nextSteps,
  nextStepsOf,
  POLICY,
  UNIT,
  unitUnknown,
  type Book,
  type CommandName,
  type History,
  type Kind,
  type NextStep,
  type StreamKind,
} from '@relet/domain';
import type { EventStore } from '@relet/event-store';
import {
  allOfLog,
  Chains,
  Clock,
  EVENT_STORE,
  ReadModels,
  sees,
  streamOf,
  Streams,
  type HistoryStanding as Standing,
  type Principal,
} from '@relet/platform';
import { sentenceOf, WORDS, type Language } from '@relet/words';
import { isOfferedOrReserved } from './by-itself/due-or-unfinished.projection.js';
import { Contexts } from './contexts.js';
import type { CitizenNextStepsAnswer, NextStepsAnswer, PolicyNextStepsAnswer, StepAnswer } from './next-steps.answers.js';
import { ROUTES } from './routes.js';

const NO_COMMAND = '00000000-0000-4000-8000-000000000000';

/** Asks the rules themselves what they would answer. */
@Injectable()
export class NextSteps {
  constructor(
    private readonly streams: Streams,
    private readonly contexts: Contexts,
    private readonly clock: Clock,
    private readonly readModels: ReadModels,
    private readonly chains: Chains,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Refuses UNIT_UNKNOWN, also for a home of another municipality. */
  async of(unit: string, principal: Principal, language: Language, effective = this.clock.today()): Promise<NextStepsAnswer> {
    const [municipality, ofLog] = [municipalityOf(unit), await allOfLog(this.store)];
    const history = await this.standing(UNIT, streamOf('unit', unit), sees(principal, municipality));
    if (!history.state.registered) unitUnknown();
    const context = await this.context(principal, history, municipality);
    const citizens = await this.contexts.views(citizensOf(history.recorded));
    const steps = nextSteps(unit, effective, history, { ...context, citizens });
    return { unit, effective, ...ofLog, ...(await this.told('unit', unit, history, steps, language)) };
  }

  /** Refuses CITIZEN_UNKNOWN, also for a citizen of another municipality. */
  async ofCitizen(
    citizen: string,
    principal: Principal,
    language: Language,
    effective = this.clock.today(),
  ): Promise<CitizenNextStepsAnswer> {
    const ofLog = await allOfLog(this.store);
    const [first] = await this.streams.load(streamOf('citizen', citizen));
    const municipality = first?.municipality ?? '';
    const history = await this.standing(CITIZEN, streamOf('citizen', citizen), sees(principal, municipality));
    if (!history.recorded.length) citizenUnknown();
    await this.readModels.caughtUp();
    const offeredOrReserved = await isOfferedOrReserved(this.readModels, citizen, this.clock.today());
    const context = { ...(await this.context(principal, history, municipality)), offeredOrReserved };
    const steps = nextStepsOf(CITIZEN, citizen, effective, history, context);
    return { citizen, effective, ...ofLog, ...(await this.told('citizen', citizen, history, steps, language)) };
  }

  /** Every municipality has a policy: the default, until one is agreed. */
  async ofPolicy(
    municipality: string,
    principal: Principal,
    language: Language,
    effective = this.clock.today(),
  ): Promise<PolicyNextStepsAnswer> {
    const ofLog = await allOfLog(this.store);
    const history = await this.standing(POLICY, streamOf('policy', municipality), sees(principal, municipality));
    const context = this.contexts.of({ principal, commandId: NO_COMMAND }, history.live, history, municipality);
    const steps = nextStepsOf(POLICY, municipality, effective, history, context);
    return { municipality, effective, ...ofLog, ...(await this.told('policy', municipality, history, steps, language)) };
  }

  private async told(kind: StreamKind, id: string, history: History<Kind>, steps: readonly NextStep[], language: Language) {
    // The chain is that of the events as they are stored, not as they are read today.
    const stored = history.recorded.length ? await this.streams.load(streamOf(kind, id)) : [];
    return {
      revision: history.recorded.at(-1)?.revision ?? -1,
      steps: steps.map((step): StepAnswer => ({ ...saidIn(language, step), path: pathOf(step, kind, id) })),
      ...this.chains.toldOf(stored),
    };
  }

  /** The stream as it stands; nothing of it for who may not see it. */
  private async standing<K extends Kind>(book: Book<K>, stream: string, seen: boolean): Promise<Standing<K>> {
    if (!seen) return { ...historyOf(book, []), recorded: [], begun: new Map() };
    await this.readModels.mustNotBeParked(stream);
    return this.streams.standing(book, stream);
  }

  private async context(principal: Principal, history: History<Kind>, municipality: string) {
    const policies = await this.contexts.policies(municipality);
    return this.contexts.of({ principal, commandId: NO_COMMAND }, policies, history, municipality);
  }
}

/** A step in a language: what it is, and why it is refused. */
export function saidIn(language: Language, { command: name, refusal, ...step }: NextStep): Omit<StepAnswer, 'path'> {
  const [words, command] = [WORDS[language], name as CommandName];
  return {
    command,
    ...step,
    ...(refusal && { refusal: { ...refusal, message: sentenceOf(words, refusal.code, refusal.details) } }),
    summary: words.commands[command],
  };
}

function pathOf({ command, offerId }: NextStep, kind: StreamKind, id: string): string {
  const route = ROUTES.findLast((each) => each.command === command && each.kind === kind);
  const path = `/v1/${route?.path ?? ''}`.replace(/:(unit|citizen|municipality)/, id);
  return offerId ? path.replace(':offer', encodeURIComponent(offerId)) : path;
}
