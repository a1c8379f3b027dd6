import type { ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import type { Report } from './send';
import type { Import } from './use-import';

type SheetReport = Exclude<Report, { kind: 'events' }>;

/** So many columns are named; all of them stand folded above. */
const NAMED = 10;
/** So many days are shown line by line. */
const SHOWN = 200;

/** Before anything is written: columns that were not read, and what is recorded although the file does not say it. */
export function NotInFile({ work, report }: { work: Import; report: Report }): ReactNode {
  const { importing } = useWords().screens;
  if (report.kind === 'events') return null;
  const { unusedColumns, unheaded, hiddenLines, hiddenColumns } = report;
  const notes = report.passedOver.filter(({ why }) => why === 'note').map(({ line }) => line);
  return (
    <>
      {unusedColumns.length ? (
        <p className="warning">
          {importing.unused(
            unusedColumns
              .slice(0, NAMED)
              .map((header) => `"${header}"`)
              .join(', '),
            Math.max(0, unusedColumns.length - NAMED),
          )}
        </p>
      ) : null}
      {unheaded.map(({ column, cells }) => (
        <p key={column} className="warning">
          {importing.unheaded(column, cells)}
        </p>
      ))}
      {notes.length ? <p>{importing.notes(notes.slice(0, NAMED).join(', '), notes.length > NAMED)}</p> : null}
      {hiddenLines.length ? (
        <p className="warning">{importing.hiddenLines(hiddenLines.slice(0, NAMED).join(', '), hiddenLines.length > NAMED)}</p>
      ) : null}
      {hiddenColumns.length ? <p className="warning">{importing.hiddenColumns(hiddenColumns.join(', '))}</p> : null}
      <FilledIn report={report} isSinceSaid={work.options.since !== ''} />
    </>
  );
}

function FilledIn({ report, isSinceSaid }: { report: SheetReport; isSinceSaid: boolean }): ReactNode {
  const words = useWords();
  const { importing } = words.screens;
  const { filledIn } = report;
  const said = [...homesSaid(report, isSinceSaid, words)];
  for (const [what, all] of Map.groupBy(filledIn, (each) => each.what)) said.push(importing.filledIn[what](all.length));
  if (!said.length) return null;
  return (
    <section aria-labelledby="not-in-file" className="not-in-file">
      <h3 id="not-in-file">{importing.notInFile}</h3>
      <ul>
        {said.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {filledIn.length ? (
        <details>
          <summary>{importing.filledDays}</summary>
          <ul>
            {filledIn.slice(0, SHOWN).map(({ line, what, day }) => (
              <li key={`${line}${what}`}>
                {importing.line} {line}: {what === 'ready' ? words.events.ReadyForLetting : words.fields[what]} {words.date(day)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

/** What is taken for homes that were not known, where the file does not say it. */
function* homesSaid(
  { registered, since, undescribed }: SheetReport,
  isSinceSaid: boolean,
  words: ReturnType<typeof useWords>,
): Generator<string> {
  const { importing } = words.screens;
  if (!registered) return;
  if (since !== undefined) yield importing.knownFrom(registered, words.date(since), !isSinceSaid);
  for (const [column, homes] of Object.entries(undescribed) as [keyof typeof undescribed, number][])
    if (homes) yield importing.undescribed(homes, words.importing.columns[column], words.commandLine.importing.fallbacks[column]);
}
