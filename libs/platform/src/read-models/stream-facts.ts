import { asOf, foldHistory, foldUnit, isLong, liveFacts, type CivilDate, type Fact, type UnitHistory, type UnitState } from '@relet/domain';
import { begunBy } from '../streams.js';

/** What is known of a stream already, where it was kept: live facts, a home's state after them, and where each command begins. */
export interface Folded {
  live: readonly Fact[];
  home?: UnitState;
  begun?: ReadonlyMap<string, number>;
}

/** What one stream tells, folded once for all projections that ask. Change nothing of it: others are given the same. */
export class StreamFacts {
  private readonly days = new Map<CivilDate, readonly Fact[]>();
  private readonly states = new Map<readonly Fact[], UnitState>();
  private readonly histories = new Map<readonly Fact[], UnitHistory | undefined>();
  private standing: readonly Fact[] | undefined;
  private commands: ReadonlyMap<string, number> | undefined;

  constructor(
    /** The name of the stream without its kind: a home's or a citizen's id. */
    readonly id: string,
    /** In the order of recording, corrections included. */
    readonly recorded: readonly Fact[],
    folded?: Folded,
  ) {
    this.standing = folded?.live;
    this.commands = folded?.begun;
    if (folded?.home) this.states.set(folded.live, folded.home);
  }

  /** The facts as they stand today, in the order of R11. */
  get live(): readonly Fact[] {
    return (this.standing ??= liveFacts(this.recorded));
  }

  /** A history so long that what is made of it is worth being kept for the next time. */
  get isLong(): boolean {
    return isLong(this.live);
  }

  /** The revision of the first event of each command. */
  get begun(): ReadonlyMap<string, number> {
    return (this.commands ??= begunBy(this.recorded));
  }

  /** The live facts that were true by a day; the same list for every day that leaves nothing out. */
  asOf(day: CivilDate): readonly Fact[] {
    // In the order of their days: a long history is not gone through when its last fact is left in.
    const last = this.live.at(-1);
    return !last || last.effective <= day ? this.live : once(this.days, day, () => this.before(day));
  }

  private before(day: CivilDate): readonly Fact[] {
    const facts = asOf(this.live, day);
    return facts.length === this.live.length ? this.live : facts;
  }

  /** The home after its live facts, or those of a day. */
  state(facts = this.live): UnitState {
    return once(this.states, facts, () => foldUnit(facts));
  }

  /** The home as the analyst sees it after its live facts, or those of a day. */
  history(facts = this.live): UnitHistory | undefined {
    return once(this.histories, facts, () => foldHistory(this.id, facts));
  }
}

/** Facts for a row that keeps them: the same live and made anew, without actor, hash and position. */
export function factsAlone(facts: readonly Fact[]): Fact[] {
  return facts.map(({ id, type, v, revision, effective, recordedAt, commandId, payload }) => {
    return { id, type, v, revision, effective, recordedAt, commandId, payload } as Fact;
  });
}

function once<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as V;
}
