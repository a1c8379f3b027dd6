import { dayNumber } from '../calendar/index.js';
import type { CivilDate, Oere, Owner, Payer, Phase, TargetPhase } from '../events.js';
import { clip, costOf, lengthOf, NEVER, overlap, without, type Days } from './days.js';
import { fraction, type Fraction } from './numbers.js';
import type { PreparedEpisode, PreparedHome } from './prepared.js';

/** A period of inclusive dates, and the report date R up to which facts are taken. */
export interface Period {
  from: CivilDate;
  to: CivilDate;
  asOf: CivilDate;
}

/** Days and øre owed by one side. */
export interface Owed {
  days: number;
  oere: Oere;
}

/** Vacancy figures of section 6, clipped to the period (R4). All days are whole unit-days, money is øre. */
export interface VacancyFigures {
  homes: number;
  periodDays: number;
  availableDays: number;
  emptyDays: number;
  outOfServiceDays: number;
  occupiedDays: number;
  vacancyRate: Fraction | null;
  occupancyRate: Fraction | null;
  phases: Partial<Record<Phase, number>>;
  owners: Partial<Record<Owner, number>>;
  /** Days beyond the target of the phase; the respect window is never among them. */
  delayDays: Partial<Record<Phase, number>>;
  tomgangDays: number;
  tomgangOere: Oere;
  tomgangByPayer: Partial<Record<Payer, Owed>>;
  /** Owed by the leaver or the estate, up to liableUntil. */
  liable: Owed;
  vacated: number;
  /** Vacated / mean available units x 365 / days of the period. */
  turnover: Fraction | null;
}

/** One vacancy's part in the figures: what a figure is explained with. */
export interface EpisodeShare {
  episode: string;
  unitId: string;
  building: string;
  vacantFrom: CivilDate;
  ended?: CivilDate;
  emptyDays: number;
  outOfServiceDays: number;
  phases: Partial<Record<Phase, number>>;
  delayDays: Partial<Record<Phase, number>>;
  tomgang: Owed & { payer: Payer };
  liable: Owed;
  eventIds: string[];
}

/** The days of a period up to and including R, half-open. */
export function windowOf({ from, to, asOf }: Period): Days {
  return [dayNumber(from), Math.min(dayNumber(to), dayNumber(asOf)) + 1];
}

/** Every vacancy's part in a period; vacancies without a day in it are left out. */
export function sharesOf(homes: readonly PreparedHome[], period: Period): EpisodeShare[] {
  const window = windowOf(period);
  return homes.flatMap(({ episodes }) => episodes.filter(({ days }) => overlap(days, window) > 0).map((episode) => shareOf(episode, window, period)));
}

/** R9: [max(V, liableUntil + 1), rentFrom or M or R + 1), at most to M, and what the leaver owes before it. */
function owedDays({ days: [v, ended], liableUntil, rentFrom, outOfService }: PreparedEpisode, { asOf }: Period): { tomgang: Days[]; liable: Days[] } {
  const end = Math.min(ended, dayNumber(asOf) + 1);
  const paidFrom = Math.min(rentFrom ?? end, end);
  return {
    tomgang: without([Math.max(v, liableUntil + 1), paidFrom], outOfService),
    liable: without([v, Math.min(liableUntil + 1, paidFrom)], outOfService),
  };
}

function shareOf(prepared: PreparedEpisode, window: Days, period: Period): EpisodeShare {
  const { episode, home, policy, phases, outOfService } = prepared;
  const byPhase: EpisodeShare['phases'] = {};
  let emptyDays = 0;
  for (const { phase, days } of phases) {
    const count = overlap(days, window);
    if (!count || phase === 'out_of_service') continue;
    byPhase[phase] = (byPhase[phase] ?? 0) + count;
    emptyDays += count;
  }
  const owed = owedDays(prepared, period);
  const inWindow = (intervals: Days[]): Owed => {
    const clipped = intervals.map((days) => clip(days, window)).filter(([from, to]) => from < to);
    return { days: lengthOf(clipped), oere: costOf(clipped, home.rents) };
  };
  return {
    episode: episode.id, unitId: episode.unitId, building: home.history.building, vacantFrom: episode.vacantFrom,
    ...(episode.ended && { ended: episode.ended }),
    emptyDays,
    outOfServiceDays: outOfService.reduce((sum, days) => sum + overlap(days, window), 0),
    phases: byPhase,
    delayDays: delayOf(prepared, window),
    tomgang: { ...inWindow(owed.tomgang), payer: policy.tomgangPayer },
    liable: inWindow(owed.liable),
    eventIds: episode.eventIds,
  };
}

/** R8: days of a phase beyond its target, counted from V; in a period those that fall in it. */
function delayOf({ phases, policy }: PreparedEpisode, window: Days): EpisodeShare['delayDays'] {
  const used = new Map<Phase, number>();
  const delay: EpisodeShare['delayDays'] = {};
  for (const { phase, days } of phases) {
    if (phase === 'out_of_service' || phase === 'unrecorded') continue;
    const target = targetOf(phase, policy);
    const before = used.get(phase) ?? 0;
    const late = overlap([days[0] + Math.max(0, target - before), days[1]], window);
    if (late) delay[phase] = (delay[phase] ?? 0) + late;
    used.set(phase, before + Math.min(days[1], NEVER) - days[0]);
  }
  return delay;
}

function targetOf(phase: TargetPhase, { targetDays, respectWindowDays }: PreparedEpisode['policy']): number {
  return phase === 'clearing' ? Math.max(targetDays.clearing, respectWindowDays) : targetDays[phase];
}

/** The vacancy figures of some homes in a period, and the shares they are made of. */
export function vacancyFigures(homes: readonly PreparedHome[], period: Period, shares = sharesOf(homes, period)): VacancyFigures {
  const window = windowOf(period);
  const figures = { available: 0, outOfService: 0, vacated: 0 };
  for (const home of homes) {
    const out = home.outOfService.reduce((sum, days) => sum + overlap(clip(days, home.available), window), 0);
    figures.outOfService += out;
    figures.available += overlap(home.available, window) - out;
    figures.vacated += home.episodes.filter(({ episode, days: [v] }) => !episode.firstLet && v >= window[0] && v < window[1]).length;
  }
  const emptyDays = sum(shares, ({ emptyDays: days }) => days);
  const policies = new Map(homes.flatMap(({ episodes }) => episodes.map(({ episode, policy }) => [episode.id, policy] as const)));
  const owners: VacancyFigures['owners'] = {};
  const tomgangByPayer: VacancyFigures['tomgangByPayer'] = {};
  for (const share of shares) {
    addOwners(owners, share.phases, policies.get(share.episode)?.owners);
    const { payer, days, oere } = share.tomgang;
    const so = (tomgangByPayer[payer] ??= { days: 0, oere: 0 });
    so.days += days;
    so.oere += oere;
  }
  return {
    homes: homes.length,
    periodDays: dayNumber(period.to) - dayNumber(period.from) + 1,
    availableDays: figures.available,
    emptyDays,
    outOfServiceDays: figures.outOfService,
    occupiedDays: figures.available - emptyDays,
    vacancyRate: fraction(emptyDays, figures.available),
    occupancyRate: fraction(figures.available - emptyDays, figures.available),
    phases: sumBy(shares.map(({ phases }) => phases)),
    owners,
    delayDays: sumBy(shares.map(({ delayDays }) => delayDays)),
    tomgangDays: sum(shares, ({ tomgang }) => tomgang.days),
    tomgangOere: sum(shares, ({ tomgang }) => tomgang.oere),
    tomgangByPayer,
    liable: { days: sum(shares, ({ liable }) => liable.days), oere: sum(shares, ({ liable }) => liable.oere) },
    vacated: figures.vacated,
    turnover: fraction(figures.vacated * 365, figures.available),
  };
}

/** R8: phases are stored, owners joined when reading. */
export function addOwners(owners: Partial<Record<Owner, number>>, phases: Partial<Record<Phase, number>>, byPolicy: PreparedEpisode['policy']['owners'] | undefined): void {
  for (const [phase, days] of Object.entries(phases) as [Phase, number][]) {
    const owner: Owner = phase === 'out_of_service' ? 'owner' : phase === 'unrecorded' ? 'unknown' : (byPolicy?.[phase] ?? 'unknown');
    owners[owner] = (owners[owner] ?? 0) + days;
  }
}

/** Adds up counts by key. */
export function sumBy<K extends string>(counts: readonly Partial<Record<K, number>>[]): Partial<Record<K, number>> {
  const total: Partial<Record<K, number>> = {};
  for (const each of counts) for (const key of Object.keys(each) as K[]) total[key] = (total[key] ?? 0) + (each[key] ?? 0);
  return total;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
