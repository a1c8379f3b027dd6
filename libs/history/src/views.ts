import {
  CITIZEN,
  historyOf,
  knownAt,
  letting,
  placeOn,
  POLICY,
  policyOn,
  UNIT,
  upcast,
  type Book,
  type CivilDate,
  type Fact,
  type Instant,
  type Kind,
  type UnitOnDay,
} from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import type { CitizenOnDay, StreamKind } from '@relet/platform';
import type { HomeState, PolicyOnDay } from './state.answers.js';

/** What each kind of history folds to, as its readers see it. */
export interface States {
  unit: HomeState;
  citizen: CitizenOnDay;
  policy: PolicyOnDay;
}

/** How a history is folded, and how it is then seen on a day. */
interface View {
  book: Book<Kind>;
  view(at: unknown, live: readonly Fact[], day: CivilDate): object;
}

const viewed = <K extends Kind>(book: Book<K>, view: (at: K['at'], live: readonly Fact[], day: CivilDate) => object): View => ({
  book: book as unknown as Book<Kind>,
  view,
});

export const VIEWS: { readonly [K in StreamKind]: View } = {
  unit: viewed(UNIT, homeOf),
  citizen: viewed(CITIZEN, (citizen) => citizen),
  policy: viewed(POLICY, (_, live, day) => {
    const agreed = live.findLast(({ effective }) => effective <= day);
    return { agreedFrom: agreed?.effective ?? null, policy: policyOn(live, day) } satisfies PolicyOnDay;
  }),
};

/** The state of a history on a day; undefined for a home that was not registered. */
export function stateAt<K extends StreamKind>(
  kind: K,
  events: readonly LogEvent[],
  day: CivilDate,
  known?: Instant | null,
): States[K] | undefined {
  const { book, view } = VIEWS[kind];
  // Events recorded later are not even read: one that cannot be read does not spoil an earlier moment.
  const history = historyOf(book, (known ? knownAt(events, known) : events).map(upcast));
  const state = view(placeOn(book, history, day).at, history.live, day) as States[K];
  return kind === 'unit' && !(state as HomeState).registered ? undefined : state;
}

/** A home with what its letting has come to; what is kept of earlier lettings only to decide by is left out. */
function homeOf({ offers, pastOffers: _, lastYes: _yes, ...home }: UnitOnDay): HomeState {
  return { ...home, letting: letting({ offers, ...(home.acceptance && { acceptance: home.acceptance }) }), offers: [...offers.values()] };
}
