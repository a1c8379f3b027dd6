import { wordFor, type MeetingSection } from '@relet/words';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { RecordedMark } from '../../ui/recorded';
import { Scroll } from '../../ui/scroll';
import { useSome } from '../../ui/some';
import { StepButton } from '../../ui/step-button';
import type { Point } from './agenda';

/** One section of the agenda, also as it is printed. What happened before the last meeting and was recorded after it stands by itself. */
export function SectionTable({ section, points }: { section: MeetingSection; points: readonly Point[] }): ReactNode {
  const { meeting, screens } = useWords();
  const { heading, about } = meeting.sections[section];
  if (!points.length)
    return (
      <section className="none">
        <h2>
          {heading} <span className="count">0</span>
        </h2>
      </section>
    );
  const late = points.filter(({ isLate }) => isLate);
  return (
    <section>
      <h2>
        {heading} <span className="count">{points.length}</span>
      </h2>
      <p className="faint">{about}</p>
      <PointTable section={section} points={points.filter(({ isLate }) => !isLate)} />
      {late.length ? (
        <>
          <h3>
            {screens.meeting.late} <span className="count">{late.length}</span>
          </h3>
          <PointTable section={section} points={late} />
        </>
      ) : null}
    </section>
  );
}

function PointTable({ section, points }: { section: MeetingSection; points: readonly Point[] }): ReactNode {
  const words = useWords();
  const { head } = words.meeting.sections[section];
  const { some, more } = useSome(points);
  if (!points.length) return null;
  const mayRecord = useMe().rights.includes('command');
  const hasSteps = mayRecord && points.some(({ step }) => step !== undefined);
  const look = (n: number, cells: Point['cells'] = []) => lookOf(section, n, cells, hasSteps);
  return (
    <Scroll>
      <table>
        <Head
          of={[
            ...head.map((each, n) => [each, look(n, points[0]?.cells)] as const),
            ...(hasSteps ? [[words.screens.meeting.step, 'no-print'] as const] : []),
          ]}
        />
        <tbody>
          {some.map((point) => (
            <tr key={point.key} data-row>
              {point.cells.map((cell, n) =>
                n === 0 ? (
                  <th key={head[n]} scope="row">
                    <Link to={point.to}>{cell}</Link>
                    <RecordedMark of={point.step?.unit} />
                  </th>
                ) : (
                  <td key={head[n]} className={look(n, point.cells)}>
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
      {more}
    </Scroll>
  );
}

/** Numbers stand to the right. The next step is printed in words; on the screen it is a button for those who may record it. */
function lookOf(section: MeetingSection, n: number, cells: Point['cells'], hasSteps: boolean): string | undefined {
  if (hasSteps && (section === 'stuck' || section === 'overdue') && n === cells.length - 1) return 'only-print';
  return typeof cells[n] === 'number' ? 'number' : undefined;
}

/** The next step at hand. */
export function StepOf({ point: { step, by, cells } }: { point: Point }): ReactNode {
  const words = useWords();
  if (!step || !useMe().rights.includes('command')) return null;
  const said = step.command === undefined ? words.screens.steps.which : wordFor(words.commands, step.command);
  return (
    <StepButton step={step} by={by ?? []} called={words.screens.steps.of(String(cells[0]), said)}>
      {said}
    </StepButton>
  );
}
