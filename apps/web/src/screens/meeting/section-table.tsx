import { wordFor, type MeetingSection } from '@relet/words';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { openStep } from '../../state/step';
import type { Point } from './agenda';
import { Scroll } from '../../ui/scroll';

/** One section of the agenda, as a table; also as it is printed. */
export function SectionTable({ section, points }: { section: MeetingSection; points: readonly Point[] }): ReactNode {
  const words = useWords();
  const { heading, about, head } = words.meeting.sections[section];
  if (!points.length)
    return (
      <section className="none">
        <h2>
          {heading} <span className="count">0</span>
        </h2>
      </section>
    );
  const hasSteps = points.some(({ step }) => step !== undefined);
  return (
    <section>
      <h2>
        {heading} <span className="count">{points.length}</span>
      </h2>
      <p className="faint">{about}</p>
      <Scroll>
        <table>
          <thead>
            <tr>
              {head.map((each, n) => (
                <th key={each} scope="col" className={lookOf(section, n, points[0]?.cells ?? [])}>
                  {each}
                </th>
              ))}
              {hasSteps ? (
                <th scope="col" className="no-print">
                  {words.screens.meeting.step}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key} data-row>
                {point.cells.map((cell, n) =>
                  n === 0 ? (
                    <th key={head[n]} scope="row">
                      <Link to={point.to}>{cell}</Link>
                    </th>
                  ) : (
                    <td key={head[n]} className={lookOf(section, n, point.cells)}>
                      {cell}
                    </td>
                  ),
                )}
                {hasSteps ? (
                  <td className="no-print">
                    <StepOf point={point} />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** Numbers stand to the right. The next step is printed in words; on the screen it is a button. */
function lookOf(section: MeetingSection, n: number, cells: Point['cells']): string | undefined {
  if ((section === 'stuck' || section === 'overdue') && n === cells.length - 1) return 'only-print';
  return typeof cells[n] === 'number' ? 'number' : undefined;
}

/** The next step at hand. */
export function StepOf({ point: { step, cells } }: { point: Point }): ReactNode {
  const words = useWords();
  if (!step || !useMe().rights.includes('command')) return null;
  const said = step.command === undefined ? words.screens.steps.which : wordFor(words.commands, step.command);
  return (
    <button type="button" data-main aria-label={words.screens.steps.of(String(cells[0]), said)} onClick={() => openStep(step)}>
      {said}
    </button>
  );
}
