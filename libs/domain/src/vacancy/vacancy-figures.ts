import { PAYERS, type Payer } from '../events.js';
import { fraction, type Fraction } from './fraction.js';
import { overlap, windowOf, type FigureQuery, type Portfolio, type PreparedUnit } from './portfolio.js';
import {
  noCost,
  noDelay,
  noOwners,
  noPhases,
  shareOf,
  type Cost,
  type DelayDays,
  type EpisodeShare,
  type OwnerDays,
  type PhaseDays,
} from './share.js';
import type { DaySpan } from './cost.js';

/** Days of several episodes together. */
export interface EmptyDays {
  emptyDays: number;
  outOfServiceDays: number;
  phases: PhaseDays;
  owners: OwnerDays;
  delayDays: DelayDays;
}

/** How long homes stood empty in a period, why, at whose expense, and which episodes and events say so (docs/figures.md). */
export interface VacancyFigures {
  emptyUnitDays: number;
  availableUnitDays: number;
  /** Empty / available; null when no day was available. */
  vacancyRate: Fraction | null;
  occupancy: Fraction | null;
  outOfServiceDays: number;
  phases: PhaseDays;
  /** Days of the phase / all empty days; null without an empty day. */
  phaseShares: Record<keyof PhaseDays, Fraction | null>;
  owners: OwnerDays;
  ownerShares: Record<keyof OwnerDays, Fraction | null>;
  delayDays: DelayDays;
  /** R9: days that nobody pays, with their rent in øre by the party that bears them. */
  tomgang: Cost & { payers: Record<Payer, Cost> };
  /** Days owed by leavers and estates. */
  leaver: Cost;
  episodes: EpisodeShare[];
  homes: HomeShare[];
}

/** A home's part of the available days. */
export interface HomeShare {
  unitId: string;
  availableDays: number;
  eventIds: readonly string[];
}

/** Counts the empty and the available days of a period, clipped by R4. */
export function vacancyFigures(portfolio: Portfolio, query: FigureQuery): VacancyFigures {
  const window = windowOf(query);
  const episodes = sharesIn(portfolio, window, query);
  const homes = portfolio.map((unit) => homeShare(unit, window)).filter(({ availableDays }) => availableDays > 0);
  const { emptyDays, ...days } = sumDays(episodes);
  const availableUnitDays = homes.reduce((sum, { availableDays }) => sum + availableDays, 0);
  return {
    emptyUnitDays: emptyDays,
    availableUnitDays,
    vacancyRate: fraction(emptyDays, availableUnitDays),
    occupancy: fraction(availableUnitDays - emptyDays, availableUnitDays),
    ...days,
    phaseShares: sharesOf(days.phases, emptyDays),
    ownerShares: sharesOf(days.owners, emptyDays),
    ...costs(episodes),
    episodes,
    homes,
  };
}

/** The available days of a home inside a window: from its first day until its decommissioning, without days out of service (R7). */
export function availableDays({ available, outOfService }: PreparedUnit, window: DaySpan): number {
  const inside = { from: Math.max(available.from, window.from), to: Math.min(available.to, window.to) };
  return outOfService.reduce((days, span) => days - overlap(span, inside), overlap(available, window));
}

function homeShare(unit: PreparedUnit, window: DaySpan): HomeShare {
  return { unitId: unit.history.unitId, availableDays: availableDays(unit, window), eventIds: unit.eventIds };
}

function sharesIn(portfolio: Portfolio, window: DaySpan, { policyOn }: FigureQuery): EpisodeShare[] {
  const shares: EpisodeShare[] = [];
  for (const { history, episodes } of portfolio) {
    for (const prepared of episodes) {
      if (overlap(prepared, window) === 0) continue;
      shares.push(shareOf(prepared, window, policyOn(history.municipality, prepared.episode.vacantFrom)));
    }
  }
  return shares;
}

/** Adds the days of episodes up. */
export function sumDays(shares: readonly EpisodeShare[]): EmptyDays {
  const sum: EmptyDays = { emptyDays: 0, outOfServiceDays: 0, phases: noPhases(), owners: noOwners(), delayDays: noDelay() };
  for (const share of shares) {
    sum.emptyDays += share.emptyDays;
    sum.outOfServiceDays += share.outOfServiceDays;
    add(sum.phases, share.phases);
    add(sum.owners, share.owners);
    add(sum.delayDays, share.delayDays);
  }
  return sum;
}

/** Adds up the costs of episodes, which were rounded to øre before, once for each vacancy and month. */
export function costs(shares: readonly EpisodeShare[]): Pick<VacancyFigures, 'tomgang' | 'leaver'> {
  const payers = Object.fromEntries(PAYERS.map((payer) => [payer, noCost()])) as Record<Payer, Cost>;
  const [tomgang, leaver] = [noCost(), noCost()];
  for (const share of shares) {
    owe(tomgang, share.tomgang);
    owe(payers[share.tomgang.payer], share.tomgang);
    owe(leaver, share.leaver);
  }
  return { tomgang: { ...tomgang, payers }, leaver };
}

function owe(sum: Cost, { days, oere }: Cost): void {
  sum.days += days;
  sum.oere += oere;
}

function add<K extends string>(sum: Record<K, number>, days: Record<K, number>): void {
  for (const key in days) sum[key] += days[key];
}

function sharesOf<K extends string>(days: Record<K, number>, all: number): Record<K, Fraction | null> {
  return Object.fromEntries(Object.entries<number>(days).map(([key, part]) => [key, fraction(part, all)])) as Record<K, Fraction | null>;
}
