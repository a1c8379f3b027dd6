import type { ReactNode } from 'react';
import type { components } from '../../../../made/api';
import { api } from '../../../api/client';
import { useWords } from '../../../state/spoken';
import { PhaseMark } from '../../../ui/phase-mark';
import { Shown } from '../../../ui/shown';
import { capital } from '../capital';
import { against } from '../periods';
import { askedOf, type Question } from '../question';
import { beside, changedMost, mediansOf, type Median } from './medians';
import { PHASES } from './months';
import { fillOf, Patterns } from './patterns';
import { Picture } from './picture';
import { Head } from '../../../ui/head';

/** Median days of the re-lettings in each phase, against the period that is chosen, else the one before. */
export function MedianDays({ question }: { question: Question }): ReactNode {
  const other = question.other ?? against(question.period, 'before');
  const { groupBy: _, sort: _sort, ...asked } = askedOf({ ...question, other });
  const answer = api.useQuery('get', '/v1/vacancy/phases', { params: { query: asked } });
  return <Shown of={answer}>{(told) => <Drawn medians={mediansOf(told)} told={told} />}</Shown>;
}

function Drawn({ medians, told }: { medians: Median[]; told: components['schemas']['PhasesAnswer'] }): ReactNode {
  const words = useWords();
  const { analysis } = words.screens;
  const { medians: said } = analysis;
  const days = (value: number | null) => (value === null ? '–' : words.number(value, Number.isInteger(value) ? 0 : 1));
  const most = changedMost(medians);
  const title = most ? said.finding(words.phases[most.phase], days(most.now), days(most.before)) : medians.length ? said.alike : said.none;
  const size = { width: 720, height: 24 + medians.length * 40, left: 150, bottom: 20 };
  const { rows, ticks, floor } = beside(medians, size);
  const { against: other } = told;
  return (
    <Picture
      title={capital(title)}
      about={`${said.about} ${other ? said.counts(told.lettings, other.lettings, words.date(other.from), words.date(other.to)) : ''}`}
      count={medians.length}
      said={(at) => {
        const { phase, now, before } = medians[at] as Median;
        return capital(said.at(words.phases[phase], days(now), days(before)));
      }}
      table={<AsTable medians={medians} days={days} />}
    >
      {(at, point) => (
        <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true" onPointerLeave={() => point(undefined)}>
          <Patterns />
          {ticks.map(({ days: value, x }) => (
            <g key={value}>
              <line x1={x} x2={x} y1={0} y2={floor} className="rule" />
              <text x={x} y={size.height - 4} textAnchor="middle">
                {value}
              </text>
            </g>
          ))}
          {rows.map(({ median, y, height, now, before }, n) => (
            <g key={median.phase} onPointerEnter={() => point(n)}>
              <rect x={0} y={y - 4} width={size.width} height={height + 8} className={n === at ? 'under-cursor' : 'clear'} />
              <text x={size.left - 8} y={y + height / 2 + 4} textAnchor="end">
                {PHASES.indexOf(median.phase) + 1} {words.phases[median.phase]}
              </text>
              <rect x={now.x} y={now.y} width={now.width} height={now.height} fill={fillOf(median.phase)} className="part" />
              <text x={now.x + now.width + 4} y={now.y + now.height - 2}>
                {days(now.value)}
              </text>
              <rect x={before.x} y={before.y} width={before.width} height={before.height} className="earlier" />
              <text x={before.x + before.width + 4} y={before.y + before.height - 1} className="faint">
                {days(before.value)}
              </text>
            </g>
          ))}
        </svg>
      )}
    </Picture>
  );
}

function AsTable({ medians, days }: { medians: readonly Median[]; days(value: number | null): string }): ReactNode {
  const words = useWords();
  const { medians: said } = words.screens.analysis;
  return (
    <table>
      <Head of={[capital(said.phase), ...[said.now, said.before, said.count].map((head) => [capital(head), 'number'] as const)]} />
      <tbody>
        {medians.map(({ phase, now, before, withDays }) => (
          <tr key={phase}>
            <th scope="row">
              <PhaseMark phase={phase} /> {words.phases[phase]}
            </th>
            <td className="number">{days(now)}</td>
            <td className="number">{days(before)}</td>
            <td className="number">{withDays}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
