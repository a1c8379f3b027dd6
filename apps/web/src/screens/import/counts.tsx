import type { ReactNode } from 'react';
import { rowsIn } from '@relet/words';
import { useWords } from '../../state/spoken';
import type { Report } from './send';
import type { Import } from './use-import';

/** Lines of rows that cannot be taken. */
export const badLines = ({ faults }: Report): Set<number> => new Set(faults.map(({ line }) => line));

/** Rows that would change something. */
export const takenRows = (report: Report): number =>
  report.good + ('grown' in report ? report.grown : 0) + ('corrected' in report ? report.corrected : 0);

/** What a check has found, in numbers. */
export function Counts({ report }: { report: Report }): ReactNode {
  const words = useWords();
  const { importing } = words.screens;
  const { counts } = importing;
  const told: [string, number | undefined][] = [
    [counts.rows, report.rows],
    [counts.homes, 'homes' in report ? report.homes : undefined],
    [counts.good, report.good],
    [counts.grown, 'grown' in report ? report.grown : undefined],
    [counts.unchanged, report.unchanged],
    [counts.corrected, 'corrected' in report ? report.corrected : undefined],
    [counts.changed, report.changed.length],
    [counts.registered, 'registered' in report ? report.registered : undefined],
    [counts.passedOver, 'passedOver' in report ? rowsIn(report.passedOver) : undefined],
    [counts.faults, report.faults.length],
  ];
  return (
    <>
      <p>
        <b>{importing.checked}</b>
      </p>
      <ul className="counts">
        {told
          .filter(([name, count]) => (count ?? 0) > 0 || name === counts.rows || name === counts.faults)
          .map(([name, count]) => (
            <li key={name}>
              <b>{words.number(count ?? 0)}</b> {name}
            </li>
          ))}
      </ul>
    </>
  );
}

/** The button that writes; it says how much, and what is left out. */
export function Write({ work, report }: { work: Import; report: Report }): ReactNode {
  const { importing } = useWords().screens;
  const [taken, bad] = [takenRows(report), badLines(report).size];
  if (!taken) return bad ? null : <p>{importing.nothing}</p>;
  return (
    <button type="button" className={bad ? '' : 'primary'} onClick={() => work.run(true, bad > 0)}>
      {bad ? importing.writeGood(taken, bad) : importing.write(taken)}
    </button>
  );
}
