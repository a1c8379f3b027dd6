import type { ReactNode } from 'react';
import { useWords } from '../../../state/spoken';
import { PhaseMark } from '../../../ui/phase-mark';
import { Shown } from '../../../ui/shown';
import { capital } from '../capital';
import { askedOf, type Question } from '../question';
import { useFigures } from '../use-figures';
import { findingOf, monthsOf, PHASES, stacked, type Month } from './months';
import { fillOf, Patterns } from './patterns';
import { Picture } from './picture';
import { Head } from '../../../ui/head';

const SIZE = { width: 720, height: 260, left: 44, bottom: 24 };

/** Empty days by month, stacked by the phase that they were in. */
export function EmptyByMonth({ question }: { question: Question }): ReactNode {
  const { sort: _, againstFrom: _from, againstTo: _to, ...asked } = askedOf(question);
  const answer = useFigures({ ...asked, groupBy: 'month' });
  return (
    <Shown of={answer}>{({ groups, to, asOf }) => <Drawn months={monthsOf(groups)} isOver={endsMonth(to < asOf ? to : asOf)} />}</Shown>
  );
}

/** True when a day is the last of its month. */
const endsMonth = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;

function Drawn({ months, isOver }: { months: Month[]; isOver: boolean }): ReactNode {
  const words = useWords();
  const { analysis } = words.screens;
  const { months: said } = analysis;
  const called = monthCalled(words.language);
  const finding = findingOf(months);
  const title = finding
    ? said.finding(called(finding.month.key), finding.month.sum, words.phases[finding.phase], finding.share)
    : said.none;
  const present = PHASES.filter((phase) => months.some(({ days }) => days[phase] > 0));
  const { bars, ticks, floor } = stacked(months, SIZE);
  const partsOf = ({ days }: Month) =>
    present
      .filter((phase) => days[phase] > 0)
      .map((phase) => `${words.phases[phase]} ${days[phase]}`)
      .join(', ');
  return (
    <Picture
      title={title}
      about={`${said.about}${isOver ? '' : ` ${said.partial}`}`}
      count={months.length}
      said={(at) => said.at(called((months[at] as Month).key), (months[at] as Month).sum, partsOf(months[at] as Month))}
      legend={
        <ul className="legend">
          {present.map((phase) => (
            <li key={phase}>
              <PhaseMark phase={phase} /> {words.phases[phase]}
            </li>
          ))}
        </ul>
      }
      table={<AsTable months={months} />}
    >
      {(at, point) => (
        <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true" onPointerLeave={() => point(undefined)}>
          <Patterns />
          {ticks.map(({ days, y }) => (
            <g key={days}>
              <line x1={SIZE.left} x2={SIZE.width} y1={y} y2={y} className="rule" />
              <text x={SIZE.left - 6} y={y + 4} textAnchor="end">
                {days}
              </text>
            </g>
          ))}
          {bars.map(({ month, x, width, parts }, n) => (
            <g key={month.key} onPointerEnter={() => point(n)}>
              <rect x={x} y={0} width={width} height={floor} className={n === at ? 'under-cursor' : 'clear'} />
              {parts.map((part) => (
                <g key={part.phase}>
                  <rect x={part.x} y={part.y} width={part.width} height={part.height} fill={fillOf(part.phase)} className="part" />
                  {part.height > 16 && part.width > 16 ? (
                    <g className="part-number">
                      <rect x={part.x + part.width / 2 - 8} y={part.y + part.height / 2 - 7} width={16} height={14} rx={2} />
                      <text x={part.x + part.width / 2} y={part.y + part.height / 2 + 4} textAnchor="middle">
                        {PHASES.indexOf(part.phase) + 1}
                      </text>
                    </g>
                  ) : null}
                </g>
              ))}
              {bars.length <= 14 || n % Math.ceil(bars.length / 14) === 0 ? (
                <text x={x + width / 2} y={SIZE.height - 6} textAnchor="middle">
                  {month.key.slice(5)}
                  {n === 0 || month.key.endsWith('-01') ? `/${month.key.slice(2, 4)}` : ''}
                </text>
              ) : null}
            </g>
          ))}
        </svg>
      )}
    </Picture>
  );
}

function AsTable({ months }: { months: readonly Month[] }): ReactNode {
  const words = useWords();
  const { months: said } = words.screens.analysis;
  const called = monthCalled(words.language);
  return (
    <table>
      <Head of={[capital(said.month), ...PHASES.map((phase) => [words.phases[phase], 'number'] as const), [said.sum, 'number']]} />
      <tbody>
        {months.map(({ key, days, sum }) => (
          <tr key={key}>
            <th scope="row">{called(key)}</th>
            {PHASES.map((phase) => (
              <td key={phase} className="number">
                {days[phase]}
              </td>
            ))}
            <td className="number">{sum}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A month as people call it. */
export const monthCalled = (language: string) => {
  const format = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (key: string): string => format.format(new Date(`${key}-01T00:00:00Z`));
};
