import type { Words } from '@relet/words';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { takenRows } from './counts';
import { Download } from '../../ui/download';
import { mendedAside } from './mended-aside';
import type { Report } from './send';
import type { Import } from './use-import';

/** What was taken, and what was set aside: as a file, and to be mended here. */
export function Written({ work, report, onNext }: { work: Import; report: Report; onNext(file: File): void }): ReactNode {
  const words = useWords();
  const { importing } = words.screens;
  const isOnBoard = useMe().rights.includes('board');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (!report.written) return <p>{importing.nothingWritten}</p>;
  const { aside } = report;
  return (
    <>
      <h3 tabIndex={-1} ref={heading}>
        {importing.done}
      </h3>
      <p>{importing.doneSaid(takenRows(report), report.events)}</p>
      {aside === undefined ? null : (
        <div className="buttons">
          <Download text={aside} name={asideName(work.file, report, words)} label={importing.aside} />
          {report.kind === 'events' ? null : (
            <button type="button" onClick={() => onNext(mendedAside(work.file, aside, work.mended, importing.mendedFile))}>
              {importing.writeMended}
            </button>
          )}
        </div>
      )}
      {isOnBoard ? (
        <p>
          <Link to="/tavle">{importing.toBoard}</Link>
        </p>
      ) : null}
    </>
  );
}

export const asideName = ({ name }: File, report: Report, { screens }: Words): string =>
  `${name.replace(/\.[^.]*$/, '')}-${screens.importing.asideFile}.${report.kind === 'events' ? report.asideAs : 'csv'}`;
