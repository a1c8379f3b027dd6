import type { ReactNode } from 'react';
import type { components } from '../../made/api';
import { useWords } from '../state/spoken';
import { Head } from './head';

type Becomes = components['schemas']['Becomes'];
type Stands = Becomes['before'];
type Vacancy = Becomes['vacancies'][number];

/** State and figures before and after a correction, side by side. */
export function BecomesTable({ becomes }: { becomes: Becomes }): ReactNode {
  const { home, forms } = useWords().screens;
  const state = useStandsSaid();
  const figures = useFiguresSaid();
  const rows = [
    ...(state(becomes.before) === state(becomes.after) ? [] : [[home.stands, state(becomes.before), state(becomes.after)] as const]),
    ...becomes.vacancies.flatMap(figures),
  ];
  if (!rows.length) return <p className="hint">{home.nothingBecomes}</p>;
  return (
    <table className="becomes">
      <caption>{home.becomes}</caption>
      <Head of={[[home.becomes, 'hidden'], forms.before, forms.after]} />
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td>
              <b>{after}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useStandsSaid(): (stands: Stands) => string {
  const words = useWords();
  return (stands) => {
    if (!stands) return words.screens.home.notThere;
    const letting = words.lettings[stands.letting];
    const parts = [words.stages[stands.stage], words.screens.home.since(words.date(stands.since)), letting];
    return [...parts, words.screens.home.aMonth(words.kroner(stands.rentOere))].filter(Boolean).join(', ');
  };
}

/** The figures of a vacancy that differ, a row each. */
function useFiguresSaid(): (vacancy: Vacancy) => (readonly [string, string, string])[] {
  const words = useWords();
  const { home } = words.screens;
  return ({ before, after }) => {
    const of = home.vacancyOf(words.date(before?.vacantFrom ?? after?.vacantFrom ?? ''));
    const row = (name: string, said: (figures: NonNullable<Vacancy['before']>) => string) =>
      [`${of}: ${name}`, before ? said(before) : home.notThere, after ? said(after) : home.notThere] as const;
    const phases = [...new Set([before, after].flatMap((each) => each?.phases.map(({ phase }) => phase) ?? []))];
    const rows = [
      row(home.newDay, ({ vacantFrom }) => words.date(vacantFrom)),
      row(home.ended, ({ ended }) => (ended ? words.date(ended) : '-')),
      row(home.emptyDays, ({ emptyDays }) => words.number(emptyDays)),
      row(home.tomgangDays, ({ tomgangDays }) => words.number(tomgangDays)),
      row(home.tomgangOere, ({ tomgangOere }) => words.kroner(tomgangOere)),
      ...phases.map((phase) => row(words.phases[phase], (each) => words.number(each.phases.find((one) => one.phase === phase)?.days ?? 0))),
    ];
    return rows.filter(([, was, becomes]) => was !== becomes);
  };
}
