import {
  daysBetween,
  minDate,
  phaseRows,
  plusDays,
  prepare,
  shareOf,
  windowOf,
  type CivilDate,
  type Episode,
  type Fact,
  type PolicyFields,
  type UnitHistory,
} from '@relet/domain';
import type { Strip, StripOffer, StripOutOfService, StripRespect, StripSegment, StripWorks } from './strip.answers.js';

/** The last vacancy of a home by a day, from its history and its live facts up to that day; undefined for a home that was never empty by then. */
export function stripOf(
  history: UnitHistory,
  live: readonly Fact[],
  day: CivilDate,
  policyOn: (day: CivilDate) => PolicyFields,
): Strip | undefined {
  const episode = history.episodes.findLast(({ vacantFrom }) => vacantFrom <= day);
  if (!episode) return undefined;
  const portfolio = prepare([{ ...history, episodes: [episode] }]);
  const prepared = portfolio[0]?.episodes[0];
  if (!prepared) return undefined;
  const query = { from: episode.vacantFrom, to: day, asOf: day, policyOn: (_: string, on: CivilDate) => policyOn(on) };
  const policy = policyOn(episode.vacantFrom);
  const { emptyDays, outOfServiceDays, tomgang, leaver } = shareOf(prepared, windowOf(query), policy);
  const segments = [...phaseRows(portfolio, query)].map(
    ({ phase, owner, from, to, days, targetDays, delayDays, phaseTo }): StripSegment => {
      return { phase, owner, from, to, goesOn: phaseTo === null, days, targetDays, delayDays };
    },
  );
  return {
    ...wholeOf(episode),
    ...{ grossDays: emptyDays + outOfServiceDays, emptyDays, outOfServiceDays, segments },
    respectWindow: respectOf(episode, policy),
    outOfService: outOfServiceIn(history, episode),
    worksRuns: worksIn(live, episode),
    offers: offersOf(history, live, episode),
    ...{ tomgang, leaver },
  };
}

function wholeOf({ vacantFrom, ended, endedBy, firstLet, works, noticeReceived, liableUntil, rentFrom }: Episode) {
  return {
    ...{ vacantFrom, ended: ended ?? null, endedBy: endedBy ?? null, firstLet, works: works ?? null },
    ...{ noticeReceived: noticeReceived ?? null, liableUntil: liableUntil ?? null, rentFrom: rentFrom ?? null },
  };
}

/** The home is left in peace from V on, as long as it is being cleared. */
function respectOf({ vacantFrom: from, phases }: Episode, { respectWindowDays }: PolicyFields): StripRespect | null {
  const clearing = phases.findLast(({ phase }) => phase === 'clearing');
  if (!clearing || respectWindowDays === 0) return null;
  const last = plusDays(from, respectWindowDays - 1);
  const until = clearing.to ? minDate(last, plusDays(clearing.to, -1)) : last;
  return { from, until, days: daysBetween(from, until) + 1 };
}

function outOfServiceIn({ outOfService }: UnitHistory, { vacantFrom, ended }: Episode): StripOutOfService[] {
  return outOfService
    .filter(({ from, to }) => (ended === undefined || from < ended) && (to === undefined || to > vacantFrom))
    .map(({ from, to, reason }) => ({ from, to: to ? plusDays(to, -1) : null, reason }));
}

/** Works as they were ordered and taken up again, each until they were done. */
function worksIn(live: readonly Fact[], { eventIds, ended }: Episode): StripWorks[] {
  const own = new Set(eventIds);
  const runs: StripWorks[] = [];
  for (const fact of live) {
    if (!own.has(fact.id)) continue;
    const open = runs.findLast(({ doneOn }) => doneOn === null);
    if (isOf(fact, 'WorksOrdered')) {
      const { due, contractor } = fact.payload;
      runs.push({ from: fact.effective, due, doneOn: null, ...(contractor && { contractor }) });
    } else if (isOf(fact, 'WorksReopened')) runs.push({ from: fact.effective, due: null, doneOn: null });
    else if (open && (isOf(fact, 'WorksCompleted') || isOf(fact, 'ReadyForLetting'))) open.doneOn = fact.effective;
  }
  // Somebody lives there: they are done, on a day that nobody recorded.
  return runs.map((run) => ({ ...run, doneOn: run.doneOn ?? ended ?? null }));
}

function offersOf({ offers }: UnitHistory, live: readonly Fact[], { id }: Episode): StripOffer[] {
  const cancelled = new Map(live.flatMap((fact) => (fact.type === 'AcceptanceCancelled' ? [[fact.id, fact.effective] as const] : [])));
  return offers
    .filter(({ episode }) => episode === id)
    .map(({ offerId, citizen, made, respondBy, outcome, resolved, eventIds }) => {
      const cancelledOn = eventIds.map((each) => cancelled.get(each)).find((day) => day !== undefined);
      return {
        ...{ offerId, citizen: citizen ?? null, made, respondBy, status: outcome, resolvedOn: resolved ?? null },
        ...(cancelledOn !== undefined && { cancelledOn }),
      };
    });
}

const isOf = <T extends Fact['type']>(fact: Fact, type: T): fact is Fact<T> & Fact => fact.type === type;
