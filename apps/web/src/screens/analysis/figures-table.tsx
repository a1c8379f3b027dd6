import { useState, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { Scroll } from '../../ui/scroll';
import { capital } from './capital';
import { differenceSaid, FIGURES, figureSaid, keysOf, type Figure, type Group } from './figures';
import type { Question } from './question';

/** So many groups are shown at first. */
const SHOWN = 100;

interface Props {
  question: Question;
  groups: readonly Group[];
  total: Group | undefined;
}

/** A row a group and a column a figure; each number opens what it is made of. */
export function FiguresTable({ question, groups, total }: Props): ReactNode {
  const words = useWords();
  const { analysis } = words.screens;
  const { by, sort, change } = question;
  const [shown, setShown] = useState(SHOWN);
  if (!groups.length) return <p className="empty">{analysis.noGroups}</p>;
  return (
    <Scroll>
      <table className="figures">
        <thead>
          <tr>
            {by.map((each) => (
              <th key={each} scope="col">
                {capital(words.figures.groupings[each])}
              </th>
            ))}
            {FIGURES.map((figure) => (
              <Head key={figure.name} figure={figure} sort={sort} onSort={(sorter) => change({ sorter })} />
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, shown).map((group) => (
            <Row key={`${group.municipality ?? ''}/${group.key}`} group={group} question={question} />
          ))}
        </tbody>
        {total ? (
          <tfoot>
            <Row group={total} question={{ ...question, by: [] }} span={by.length} />
          </tfoot>
        ) : null}
      </table>
      {groups.length > shown ? (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          {analysis.more(Math.min(SHOWN, groups.length - shown))}
        </button>
      ) : null}
    </Scroll>
  );
}

/** The head of a column orders the groups, where the API can. */
function Head({ figure: { name, sort: by }, sort, onSort }: { figure: Figure; sort: string; onSort(sort: string): void }): ReactNode {
  const { figures, definitions } = useWords().screens.analysis;
  const said = capital(figures[name]);
  if (by === undefined)
    return (
      <th scope="col" className="number" title={definitions[name]}>
        {said}
      </th>
    );
  const direction = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  return (
    <th scope="col" className="number" aria-sort={direction ?? 'none'}>
      <button type="button" className="quiet" title={definitions[name]} onClick={() => onSort(sort === `-${by}` ? by : `-${by}`)}>
        {said} <span aria-hidden="true">{direction === 'ascending' ? '▲' : direction === 'descending' ? '▼' : ''}</span>
      </button>
    </th>
  );
}

/** The name of a group as it stands in the address: buildings of the same name in two municipalities are two. */
export const nameOf = ({ municipality, key }: Group) => (municipality === undefined ? key : `${municipality}/${key}`);

function Row({ group, question, span }: { group: Group; question: Question; span?: number }): ReactNode {
  const words = useWords();
  const { analysis, shell } = words.screens;
  const keys = keysOf(group, question.by, words);
  return (
    <tr data-row>
      {keys.map((key, n) => (
        <th key={n} scope="row" {...(span && { colSpan: span })}>
          {span ? capital(key) : key}
          {question.by[n] === 'building' && group.municipality ? <small> {group.municipality}</small> : null}
        </th>
      ))}
      {FIGURES.map((figure) => {
        const value = figure.of(group);
        const said = figureSaid(value, figure.as, words);
        const label = analysis.explain(capital(analysis.figures[figure.name]), span ? shell.all : keys.join(', '), said);
        return (
          <td key={figure.name} className="number">
            <button
              type="button"
              className="quiet figure"
              aria-label={label}
              onClick={() => question.change({ forklar: `${figure.name}:${span ? '' : nameOf(group)}` })}
            >
              {said}
            </button>
            {group.difference ? (
              <small className="difference">{differenceSaid(figure.of(group.difference), figure.as, words)}</small>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}
