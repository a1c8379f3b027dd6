import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { PhaseMark } from '../../ui/phase-mark';
import { PHASE_ORDER } from '../../ui/phases';
import { Shown } from '../../ui/shown';
import { Scroll } from '../../ui/scroll';
import { addingTo, questionBehind, type Adding } from './behind';
import { capital } from './capital';
import { fileOf } from './exports';
import { Facts } from './facts';
import { FIGURES, figureSaid, keysOf, type Figure, type Group } from './figures';
import { nameOf } from './figures-table';
import type { Question } from './question';
import { useFigures } from './use-figures';

/** So many vacancies are shown at first. */
const SHOWN = 50;

/** What a number of the table is made of, as the address names it: definition, vacancies, phases, facts. */
export function Explanation({ question, asked, groups }: { question: Question; asked: string; groups: readonly Group[] }): ReactNode {
  const at = asked.indexOf(':');
  const figure = FIGURES.find(({ name }) => name === asked.slice(0, at));
  const name = asked.slice(at + 1);
  const group = groups.find((each) => nameOf(each) === name);
  return figure && (group || name === '') ? <Known figure={figure} group={group} question={question} /> : null;
}

function Known({ figure, group, question }: { figure: Figure; group: Group | undefined; question: Question }): ReactNode {
  const words = useWords();
  const { analysis } = words.screens;
  const { query, key } = questionBehind(question, group);
  const answer = useFigures(query);
  const heading = useRef<HTMLHeadingElement>(null);
  const title = analysis.explained(
    capital(analysis.figures[figure.name]),
    group ? keysOf(group, question.by, words).join(', ') : words.figures.total,
  );
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <section className="explanation" aria-labelledby="explained">
      <h2 id="explained" tabIndex={-1} ref={heading}>
        {title}
      </h2>
      <p>{analysis.definitions[figure.name]}</p>
      <Shown of={answer}>
        {({ groups: all }) => {
          const found = all.find((each) => each.key === key);
          return found ? <MadeOf figure={figure} group={found} question={question} /> : <p className="empty">{analysis.nothingBehind}</p>;
        }}
      </Shown>
      <div className="buttons">
        <button type="button" onClick={() => question.change({ forklar: '' })}>
          {analysis.backToFigures}
        </button>
        {key === 'all' ? (
          <a href={fileOf('vacancies', query, words.language)} download>
            {analysis.exportBehind}
          </a>
        ) : null}
      </div>
    </section>
  );
}

function MadeOf({ figure, group, question }: { figure: Figure; group: Group; question: Question }): ReactNode {
  const words = useWords();
  const { analysis } = words.screens;
  const [shown, setShown] = useState(SHOWN);
  const adding = addingTo(figure, group);
  const value = figureSaid(figure.of(group), figure.as, words);
  return (
    <>
      <p>
        <b>{value}</b> {figure.name === 'vacancyRate' ? analysis.available(group.vacancy.availableUnitDays) : ''}{' '}
        {adding.length ? `${analysis.madeOf(adding.length)}.` : analysis.nothingBehind}
      </p>
      {adding.length ? (
        <Scroll>
          <table>
            <Head of={[analysis.vacancy, [analysis.adds, 'number'], analysis.phases, analysis.events]} />
            <tbody>
              {adding.slice(0, shown).map((each) => (
                <VacancyRow key={each.vacancy.episodeId} adding={each} figure={figure} question={question} />
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : null}
      {adding.length > shown ? (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          {analysis.more(Math.min(SHOWN, adding.length - shown))}
        </button>
      ) : null}
    </>
  );
}

function VacancyRow({ adding, figure, question }: { adding: Adding; figure: Figure; question: Question }): ReactNode {
  const words = useWords();
  const { analysis, shell } = words.screens;
  const [isOpen, setOpen] = useState(false);
  const { unit, vacatedOn, adds, vacancy } = adding;
  const fact = useMe().rights.includes('history') ? `#${vacancy.eventIds[0] ?? ''}` : '';
  const said = figure.as === 'kroner' ? `${words.kroner(adds)} kr.` : shell.days(adds);
  return (
    <>
      <tr data-row>
        <th scope="row">
          <Link to={`/bolig/${unit}${fact}`}>{unit}</Link> <small>{words.date(vacatedOn)}</small>
        </th>
        <td className="number">{said}</td>
        <td>
          <ul className="phases">
            {phasesOf(vacancy).map(([phase, days]) => (
              <li key={phase}>
                <PhaseMark phase={phase} /> {words.phases[phase]} {days}
              </li>
            ))}
          </ul>
        </td>
        <td>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={analysis.showEvents(vacancy.eventIds.length, unit)}
            onClick={() => setOpen(!isOpen)}
          >
            {vacancy.eventIds.length}
          </button>
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={4}>
            <Facts unit={unit} ids={vacancy.eventIds} times={question.times} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Phases with days, in the order of their work. */
const phasesOf = ({ phases }: Adding['vacancy']) =>
  PHASE_ORDER.flatMap((phase): [keyof typeof phases, number][] =>
    phase !== 'out_of_service' && phases[phase] > 0 ? [[phase, phases[phase]]] : [],
  );
