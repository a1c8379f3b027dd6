import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { components } from '../../../../made/api';
import type { Group } from '../figures';
import { PHASE_ORDER } from '../../../ui/phases';

type Days = components['schemas']['DaysByPhase'];
export type Phase = keyof Days;

/** The phases in the order of their work, from the bottom of a picture up; a day out of service is no empty day. */
export const PHASES = PHASE_ORDER.filter((phase): phase is Phase => phase !== 'out_of_service');

/** A month with its empty days by phase. */
export interface Month {
  /** `2026-04` */
  key: string;
  days: Days;
  sum: number;
}

export const monthsOf = (groups: readonly Group[]): Month[] =>
  groups.map(({ key, vacancy }) => ({ key, days: vacancy.phases, sum: vacancy.emptyUnitDays })).sort((a, b) => (a.key < b.key ? -1 : 1));

/** What the picture says: the month with the most empty days, the phase that most of them were in, and its share in percent. */
export function findingOf(months: readonly Month[]): { month: Month; phase: Phase; share: number } | undefined {
  const month = months.reduce<Month | undefined>((most, each) => (each.sum > (most?.sum ?? 0) ? each : most), undefined);
  if (!month) return undefined;
  const phase = PHASES.reduce((most, each) => (month.days[each] > month.days[most] ? each : most));
  return { month, phase, share: Math.round((month.days[phase] / month.sum) * 100) };
}

export interface Size {
  width: number;
  height: number;
  left: number;
  bottom: number;
}

export interface Bar {
  phase: Phase;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where everything lies: a bar a month, in it the phases from the bottom up in the order of their work. */
export function stacked(months: readonly Month[], { width, height, left, bottom }: Size) {
  const top = 8;
  const across = scaleBand(
    months.map(({ key }) => key),
    [left, width],
  ).padding(0.2);
  const up = scaleLinear([0, Math.max(1, ...months.map(({ sum }) => sum))], [height - bottom, top]).nice(4);
  const series = stack<Month, Phase>()
    .keys(PHASES)
    .value(({ days }, phase) => days[phase])(months);
  const bars = months.map((month, n) => ({
    month,
    x: across(month.key) ?? 0,
    width: across.bandwidth(),
    parts: series.flatMap((layer): Bar[] => {
      const [from, to] = layer[n] as unknown as [number, number];
      return to > from
        ? [{ phase: layer.key, x: across(month.key) ?? 0, width: across.bandwidth(), y: up(to), height: up(from) - up(to) }]
        : [];
    }),
  }));
  return { bars, ticks: up.ticks(4).map((days) => ({ days, y: up(days) })), floor: height - bottom };
}
