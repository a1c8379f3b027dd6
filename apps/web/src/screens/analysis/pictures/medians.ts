import { scaleBand, scaleLinear } from 'd3-scale';
import type { components } from '../../../../made/api';
import { PHASES, type Phase, type Size } from './months';

type Answer = components['schemas']['PhasesAnswer'];

/** A phase with its median of days, in the period and in the one before. Null where nothing was counted. */
export interface Median {
  phase: Phase;
  now: number | null;
  before: number | null;
  /** Re-lettings that had a day of it in the period. */
  withDays: number;
}

/** Phases in which any re-letting of either period had a day. */
export const mediansOf = ({ phases, against }: Pick<Answer, 'phases' | 'against'>): Median[] =>
  PHASES.map((phase) => ({
    phase,
    now: phases[phase].median?.value ?? null,
    before: against?.phases[phase].median?.value ?? null,
    withDays: phases[phase].withDays,
  })).filter(({ phase, withDays }) => withDays > 0 || (against?.phases[phase].withDays ?? 0) > 0);

/** The phase whose median has changed most; undefined when none has. */
export function changedMost(medians: readonly Median[]): Median | undefined {
  const change = ({ now, before }: Median) => (now === null || before === null ? 0 : Math.abs(now - before));
  return medians.reduce<Median | undefined>((most, each) => (change(each) > (most ? change(most) : 0) ? each : most), undefined);
}

/** Where everything lies: a row a phase, the period above, the one before below. */
export function beside(medians: readonly Median[], { width, height, left, bottom }: Size) {
  const down = scaleBand(
    medians.map(({ phase }) => phase),
    [4, height - bottom],
  ).padding(0.25);
  const longest = Math.max(1, ...medians.flatMap(({ now, before }) => [now ?? 0, before ?? 0]));
  const across = scaleLinear([0, longest], [left, width - 40]).nice(4);
  const thickness = down.bandwidth() / 2;
  const bar = (value: number | null, y: number) => ({
    value,
    x: left,
    y,
    width: value === null ? 0 : across(value) - left,
    height: thickness,
  });
  return {
    rows: medians.map((median) => {
      const y = down(median.phase) ?? 0;
      return { median, y, height: down.bandwidth(), now: bar(median.now, y), before: bar(median.before, y + thickness) };
    }),
    ticks: across.ticks(4).map((days) => ({ days, x: across(days) })),
    floor: height - bottom,
  };
}
