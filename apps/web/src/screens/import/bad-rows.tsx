import { useMemo, useState, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import { badLines } from './counts';
import { badRowsOf, type BadRow } from './csv';
import { Download } from '../../ui/download';
import { isCsv } from './file';
import { asideName } from './written';
import type { Report } from './send';
import type { Import } from './use-import';

/** So many rows are shown at first. */
const SHOWN = 50;
type Fault = Report['faults'][number];

/** Every bad row beside what is wrong with it; its cells are mended here. */
export function BadRows({ work, report }: { work: Import; report: Report }): ReactNode {
  const words = useWords();
  const { importing } = words.screens;
  const [shown, setShown] = useState(SHOWN);
  const isEvents = report.kind === 'events';
  const cellsAt = useMemo(
    () => new Map((isEvents || report.aside === undefined ? [] : badRowsOf(report.aside)).map((row) => [row.line, row])),
    [isEvents, report.aside],
  );
  const faultsAt = useMemo(() => [...Map.groupBy(report.faults, ({ line }) => line)], [report.faults]);
  if (!report.faults.length) return null;
  return (
    <section aria-labelledby="bad-rows">
      <h3 id="bad-rows">{importing.bad(badLines(report).size)}</h3>
      <p>{isEvents ? importing.badEvents : isCsv(work.file) ? importing.badAbout : importing.badElsewhere}</p>
      {work.mended.size ? <p className="kept">{importing.mended(work.mended.size)}</p> : null}
      <Scroll>
        <table className="bad-rows">
          <Head of={[importing.line, importing.why, importing.mend]} />
          <tbody>
            {faultsAt.slice(0, shown).map(([line, faults]) => (
              <BadRowShown key={line} line={line} faults={faults} row={cellsAt.get(line)} work={work} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {faultsAt.length > shown ? (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          {importing.more(Math.min(SHOWN, faultsAt.length - shown))}
        </button>
      ) : null}
      {report.aside === undefined ? null : (
        <p>
          <Download text={report.aside} name={asideName(work.file, report, words)} label={importing.badFile} />
        </p>
      )}
    </section>
  );
}

interface RowProps {
  line: number;
  faults: readonly Fault[];
  row: BadRow | undefined;
  work: Import;
}

function BadRowShown({ line, faults, row, work }: RowProps): ReactNode {
  const words = useWords();
  const isMended = work.mended.has(line);
  return (
    <tr data-row className={isMended ? 'mended' : ''}>
      <th scope="row">{line}</th>
      <td>
        <ul>
          {faults.map(({ column, code, reason }) => (
            <li key={`${column}${code}`}>
              {column === '-' ? '' : <b>{column}: </b>}
              {reason}
            </li>
          ))}
        </ul>
      </td>
      <td>{row ? <Cells line={line} row={row} faulty={new Set(faults.map(({ column }) => column))} work={work} words={words} /> : null}</td>
    </tr>
  );
}

/** The cells of a row: first those in question, the others behind them. */
function Cells({
  line,
  row,
  faulty,
  work,
  words,
}: {
  line: number;
  row: BadRow;
  faulty: ReadonlySet<string>;
  work: Import;
  words: ReturnType<typeof useWords>;
}): ReactNode {
  const { importing } = words.screens;
  const headers = [...row.cells.keys()];
  const own = headers.filter((header) => faulty.has(header));
  // A row that is wrong as a whole is known by its first two cells.
  const first = own.length ? own : headers.slice(0, 2);
  const cell = (header: string) => {
    const mended = work.mended.get(line)?.get(header);
    return (
      <span key={header} className="cell">
        <label>
          <small>{header}</small>
          <input
            value={mended ?? row.cells.get(header) ?? ''}
            aria-label={importing.mendCell(header, line)}
            onChange={({ target: { value } }) => work.mend(line, header, value === row.cells.get(header) ? undefined : value)}
          />
        </label>
        {mended === undefined ? null : (
          <button type="button" className="quiet" onClick={() => work.mend(line, header, undefined)}>
            {importing.undo}
          </button>
        )}
      </span>
    );
  };
  return (
    <>
      <div className="cells">{first.map(cell)}</div>
      {headers.length > first.length ? (
        <details>
          <summary>{importing.allCells}</summary>
          <div className="cells">{headers.filter((header) => !first.includes(header)).map(cell)}</div>
        </details>
      ) : null}
    </>
  );
}
