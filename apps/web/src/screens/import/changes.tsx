import { valueSaid, type Words } from '@relet/words';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import type { Report } from './send';

/** So many are shown at first. */
const SHOWN = 50;

/** Where the sheet says otherwise than the log, and what is legal and unlikely. */
export function Changes({ report }: { report: Report }): ReactNode {
  const words = useWords();
  const { importing } = words.screens;
  const [shown, setShown] = useState(SHOWN);
  const { changed, warnings } = report;
  const columnOf = new Map('columns' in report ? report.columns.map(({ header, column }) => [header, column]) : []);
  return (
    <>
      {changed.length ? (
        <section aria-labelledby="changes">
          <h3 id="changes">{importing.changed}</h3>
          <p>{importing.changedAbout}</p>
          <Scroll>
            <table>
              <Head of={[importing.line, importing.cell, importing.log, importing.inSheet]} />
              <tbody>
                {changed.slice(0, shown).map(({ line, column, log, sheet }) => (
                  <tr key={`${line}${column}`} data-row>
                    <th scope="row">{line}</th>
                    <td>{column}</td>
                    <td>{cellSaid(columnOf.get(column), log, words)}</td>
                    <td>{cellSaid(columnOf.get(column), sheet, words)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <More count={changed.length} shown={shown} onMore={setShown} />
        </section>
      ) : null}
      {warnings.length ? (
        <section className="warning" aria-labelledby="unlikely">
          <h3 id="unlikely">{importing.warnings}</h3>
          <ul>
            {warnings.slice(0, shown).map(({ line, code, event, message }) => (
              <li key={`${line}${code}${event}`}>
                {importing.line} {line}: {message}
              </li>
            ))}
          </ul>
          <More count={warnings.length} shown={shown} onMore={setShown} />
        </section>
      ) : null}
    </>
  );
}

/** The value of a cell as people write it; a place stays as it is. */
function cellSaid(column: string | undefined, value: string | undefined, words: Words): string {
  if (value === undefined) return '–';
  if (column === 'rent') return words.kroner(Number(value));
  return column === undefined || column === 'building' || column === 'address' ? value : valueSaid(words, column, value, 'Vacated');
}

function More({ count, shown, onMore }: { count: number; shown: number; onMore(shown: number): void }): ReactNode {
  const { importing } = useWords().screens;
  return count > shown ? (
    <button type="button" onClick={() => onMore(shown + SHOWN)}>
      {importing.more(Math.min(SHOWN, count - shown))}
    </button>
  ) : null;
}
