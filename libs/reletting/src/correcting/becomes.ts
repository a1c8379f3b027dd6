import {
  asOf,
  foldHistory,
  letting,
  placeOn,
  policyOn,
  prepare,
  shareOf,
  UNIT,
  windowOf,
  type CivilDate,
  type Episode,
  type Fact,
  type History,
  type Home,
  type Phase,
  type UnitHistory,
} from '@relet/domain';
import type { Becomes, StandsToday, VacancyBecomes, VacancyInFigures } from '@relet/platform';

/** On what a home is looked at. */
interface Looked {
  home: string;
  today: CivilDate;
  /** The municipality's agreements: the one of a vacancy's first day says who pays. */
  policies: readonly Fact[];
}

/** What a home would be, and what its vacancies would count, after a correction beside what they are. */
export function becomesOf(before: History<Home>, after: History<Home>, looked: Looked): Becomes {
  return {
    before: standsToday(before, looked),
    after: standsToday(after, looked),
    vacancies: differing(vacanciesOf(before, looked), vacanciesOf(after, looked)),
  };
}

function standsToday(history: History<Home>, { today }: Looked): StandsToday | null {
  const { at } = placeOn(UNIT, history, today);
  if (!at.registered) return null;
  return { stage: at.stage, since: at.stageSince, letting: letting(at), rentOere: at.rentOere };
}

/** By the event that emptied the home: a vacancy whose first day is corrected is the same one. */
type Vacancies = ReadonlyMap<string, VacancyInFigures>;

function vacanciesOf({ live }: History<Home>, { home, today, policies }: Looked): Vacancies {
  const history = foldHistory(home, asOf(live, today));
  const episodes = history?.episodes.filter(({ vacantFrom }) => vacantFrom <= today) ?? [];
  const vacated = new Set(live.filter(({ type }) => type === 'Vacated').map(({ id }) => id));
  const began = ({ eventIds }: Episode) => eventIds.find((id) => vacated.has(id)) ?? 'first let';
  return new Map(episodes.map((episode) => [began(episode), inFigures(history as UnitHistory, episode, today, policies)]));
}

function inFigures(history: UnitHistory, episode: Episode, today: CivilDate, policies: readonly Fact[]): VacancyInFigures {
  const { vacantFrom, ended } = episode;
  const prepared = prepare([{ ...history, episodes: [episode] }])[0]?.episodes[0];
  if (!prepared) throw new Error('A vacancy is prepared as one.');
  const share = shareOf(prepared, windowOf({ from: vacantFrom, to: today, asOf: today }), policyOn(policies, vacantFrom));
  const phases = Object.entries(share.phases).filter(([, days]) => days > 0);
  return {
    ...{ vacantFrom, ended: ended ?? null, emptyDays: share.emptyDays },
    ...{ tomgangDays: share.tomgang.days, tomgangOere: share.tomgang.oere },
    phases: phases.map(([phase, days]) => ({ phase: phase as Phase, days })),
  };
}

function differing(before: Vacancies, after: Vacancies): VacancyBecomes[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => ({ before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}
