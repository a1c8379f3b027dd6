import { useId, type ReactNode } from 'react';
import type { Problem } from '../../api/problem';
import { useWords } from '../../state/spoken';
import type { Report } from './send';
import type { Import } from './use-import';

/** So many columns that are passed over stand there at once; more are folded. */
const FEW = 12;

interface Header {
  header: string;
  /** What it was taken for; undefined where it was passed over. */
  column?: string;
  nearest?: string;
}

/** Headers of a refused file that can be given another meaning. */
export const headersInQuestion = ({ errors }: Problem): Header[] =>
  errors.flatMap(({ pointer }) =>
    pointer.startsWith('/mapping/') ? [{ header: pointer.slice(9).replaceAll('~1', '/').replaceAll('~0', '~') }] : [],
  );

/** What each column was taken for. It can be changed, and is remembered on this machine by its header. */
export function Columns({
  work,
  report,
  inQuestion,
}: {
  work: Import;
  report: Report | undefined;
  inQuestion: readonly Header[];
}): ReactNode {
  const { importing } = useWords().screens;
  if (report?.kind === 'events') return null;
  const headers: Header[] = report ? [...report.columns, ...report.unknownHeaders] : [...inQuestion];
  const [taken = [], others = []] = [true, false].map((isTaken) => headers.filter(({ column }) => (column !== undefined) === isTaken));
  if (!headers.length) return null;
  return (
    <details className="columns" open={inQuestion.length > 0 || undefined}>
      <summary>
        {importing.columns}: {taken.length} / {headers.length}
      </summary>
      <p className="hint">{importing.remembered}</p>
      <Rows headers={taken} work={work} />
      {others.length > FEW && taken.length ? (
        <details>
          <summary>{importing.passedOverColumns(others.length)}</summary>
          <Rows headers={others} work={work} />
        </details>
      ) : (
        <Rows headers={others} work={work} />
      )}
    </details>
  );
}

function Rows({ headers, work }: { headers: readonly Header[]; work: Import }): ReactNode {
  if (!headers.length) return null;
  return (
    <ul>
      {headers.map((each) => (
        <ColumnRow key={each.header} header={each} work={work} />
      ))}
    </ul>
  );
}

function ColumnRow({ header: { header, column, nearest }, work }: { header: Header; work: Import }): ReactNode {
  const words = useWords();
  const { importing } = words.screens;
  const id = useId();
  const chosen = work.options.mapping[header];
  const value = chosen === undefined ? (column ?? '') : (chosen ?? '');
  return (
    <li data-row className="choice">
      <label htmlFor={id}>{header}</label>
      <select
        id={id}
        aria-label={`${header}: ${importing.takenFor}`}
        value={value}
        onChange={({ target }) => work.change({ mapping: { ...work.options.mapping, [header]: target.value || null } })}
      >
        <option value="">{importing.passOver}</option>
        {Object.entries(words.importing.columns).map(([name, called]) => (
          <option key={name} value={name}>
            {called}
          </option>
        ))}
      </select>{' '}
      {nearest && !value ? <small>{importing.nearest(nearest)}</small> : null}
    </li>
  );
}
