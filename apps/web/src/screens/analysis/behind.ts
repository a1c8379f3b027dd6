import type { components } from '../../../made/api';
import type { Figure, Group } from './figures';
import { askedOf, type Question } from './question';

type Vacancy = components['schemas']['VacancyExplained'];
type Letting = components['schemas']['LettingExplained'];

const OF_HOMES: ReadonlySet<string> = new Set(['municipality', 'building', 'kind', 'unit']);

/** The question for what one group of the table is made of: its homes, and its part of the calendar. Undefined asks for the whole. */
export function questionBehind(question: Question, group: Group | undefined) {
  const { groupBy: _, sort: _sort, againstFrom: _from, againstTo: _to, ...asked } = askedOf(question);
  if (!group) return { query: { ...asked, explain: 'true' as const }, key: 'all' };
  const keys = group.keys ?? [group.key];
  const homes = Object.fromEntries(question.by.flatMap((by, n) => (OF_HOMES.has(by) ? [[by, keys[n] ?? '']] : [])));
  const at = question.by.findIndex((by) => !OF_HOMES.has(by));
  const calendar = question.by[at];
  return {
    query: {
      ...asked,
      ...(group.municipality !== undefined && { municipality: group.municipality }),
      ...homes,
      ...(calendar && { groupBy: calendar }),
      explain: 'true' as const,
    },
    key: calendar === undefined ? 'all' : (keys[at] ?? ''),
  };
}

/** A vacancy that adds to a figure. */
export interface Adding {
  unit: string;
  /** The first empty day. */
  vacatedOn: string;
  /** What it adds, in the measure of the figure. */
  adds: number;
  vacancy: Vacancy;
}

/** The vacancies that a figure is made of, the largest part first. */
export function addingTo(figure: Figure, group: Group): Adding[] {
  const all: readonly Vacancy[] = figure.from === 'lettings' ? (group.lettings.all.explained ?? []) : (group.vacancy.episodes ?? []);
  return all
    .map((vacancy) => ({ unit: vacancy.unitId, vacatedOn: vacancy.episodeId.slice(-10), adds: added(figure, vacancy), vacancy }))
    .filter(({ adds }) => adds !== 0 || figure.from === 'lettings')
    .sort((a, b) => b.adds - a.adds || a.unit.localeCompare(b.unit));
}

function added({ name }: Figure, vacancy: Vacancy): number {
  const { tomgang, leaver, emptyDays } = vacancy;
  switch (name) {
    case 'tomgangDays':
      return tomgang.days;
    case 'byMunicipality':
    case 'byAdministrator':
      return tomgang.payer === (name === 'byMunicipality' ? 'municipality' : 'administrator') ? tomgang.oere : 0;
    case 'byLeaver':
      return leaver.oere;
    case 'lettings':
    case 'median':
    case 'p90':
      return (vacancy as Letting).gross;
    case 'emptyDays':
    case 'vacancyRate':
      return emptyDays;
  }
}
