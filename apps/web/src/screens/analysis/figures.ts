import type { Words } from '@relet/words';
import type { components } from '../../../made/api';

export type Group = components['schemas']['GroupFigures'];
export type Figures = components['schemas']['Figures'];
export type FigureName = keyof Words['screens']['analysis']['figures'];

/** A column of the table of figures. */
export interface Figure {
  name: FigureName;
  of(figures: Figures): number | null;
  as: 'days' | 'percent' | 'kroner' | 'count' | 'average';
  /** By which the API orders the groups, where it does. */
  sort?: string;
  /** What it is made of. */
  from: 'vacancies' | 'lettings';
}

export const FIGURES: readonly Figure[] = [
  { name: 'emptyDays', of: ({ vacancy }) => vacancy.emptyUnitDays, as: 'days', sort: 'emptyDays', from: 'vacancies' },
  { name: 'vacancyRate', of: ({ vacancy }) => vacancy.vacancyRate?.value ?? null, as: 'percent', sort: 'vacancyRate', from: 'vacancies' },
  { name: 'lettings', of: ({ lettings }) => lettings.all.lettings, as: 'count', sort: 'lettings', from: 'lettings' },
  { name: 'median', of: ({ lettings }) => lettings.all.gross.median?.value ?? null, as: 'average', sort: 'median', from: 'lettings' },
  { name: 'p90', of: ({ lettings }) => lettings.all.gross.p90?.value ?? null, as: 'average', sort: 'p90', from: 'lettings' },
  { name: 'tomgangDays', of: ({ vacancy }) => vacancy.tomgang.days, as: 'days', sort: 'tomgangDays', from: 'vacancies' },
  { name: 'byMunicipality', of: ({ vacancy }) => vacancy.tomgang.payers.municipality.oere, as: 'kroner', from: 'vacancies' },
  { name: 'byAdministrator', of: ({ vacancy }) => vacancy.tomgang.payers.administrator.oere, as: 'kroner', from: 'vacancies' },
  { name: 'byLeaver', of: ({ vacancy }) => vacancy.leaver.oere, as: 'kroner', from: 'vacancies' },
];

/** A figure as people read it. */
export function figureSaid(value: number | null, as: Figure['as'], { number, kroner, language }: Words): string {
  if (value === null) return '–';
  if (as === 'kroner') return kroner(value);
  if (as === 'percent') return `${number(value * 100, 1)} %`;
  return as === 'average' ? number(value, 1) : value.toLocaleString(language === 'da' ? 'da-DK' : 'en-GB');
}

/** What a figure is more or less than in the other period, with its sign. */
export function differenceSaid(value: number | null, as: Figure['as'], words: Words): string {
  if (value === null) return '–';
  const said = figureSaid(Math.abs(value), as, words);
  return value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${said}`;
}

/** Each key of a group in words; a building alone does not tell its municipality. */
export function keysOf(group: Group, by: readonly string[], { kinds, figures }: Words): string[] {
  const keys = by.length ? (group.keys ?? [group.key]) : [figures.total];
  return keys.map((key, n) => (by[n] === 'kind' ? (kinds[key as 'care_home'] ?? key) : key));
}
