import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { BadRows } from './bad-rows';
import { Changes } from './changes';
import { Columns, headersInQuestion } from './columns';
import { NotInFile } from './not-in-file';
import { HowRead } from './how-read';
import { ProgressSaid } from './progress-said';
import { Written } from './written';
import { Counts, Write } from './counts';
import { useImport, type Import } from './use-import';

/** A file that was chosen: what was found in it, what can be mended, and the button that writes it. */
export function InHand({ file, onNext }: { file: File; onNext(file: File): void }): ReactNode {
  const work = useImport(file);
  const { run } = work;
  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current) run(false);
    begun.current = true;
  }, [run]);
  return (
    <>
      <div className="standing-of-import" aria-live="polite">
        <StageSaid work={work} onNext={onNext} />
      </div>
      {work.stage?.is === 'written' ? null : <Found work={work} />}
    </>
  );
}

function StageSaid({ work, onNext }: { work: Import; onNext(file: File): void }): ReactNode {
  const { importing, shell } = useWords().screens;
  const { stage } = work;
  if (!stage) return null;
  if (stage.is === 'busy') return <ProgressSaid {...stage} onStop={work.stop} />;
  if (stage.is === 'stopped') return <p>{importing.stopped}</p>;
  if (stage.is === 'written') return <Written work={work} report={stage.report} onNext={onNext} />;
  if (stage.is === 'refused')
    return (
      <div className="refusal" role="alert">
        <p>{stage.problem.isUnreached ? (stage.wasWriting ? importing.brokenOff : shell.offline) : stage.problem.message}</p>
        {stage.problem.isUnreached ? null : <p>{importing.nothingWritten}</p>}
        {stage.problem.status === 401 ? <p>{shell.signedOut}</p> : null}
      </div>
    );
  return <Counts report={stage.report} />;
}

/** What was found stays to be seen and changed while the file is checked again. */
function Found({ work }: { work: Import }): ReactNode {
  const { importing } = useWords().screens;
  const { found } = work;
  const isBusy = work.stage?.is === 'busy';
  if (!found) return null;
  const report = found.is === 'checked' ? found.report : undefined;
  return (
    <fieldset className="found" disabled={isBusy}>
      <HowRead work={work} report={report} />
      <Columns work={work} report={report} inQuestion={found.is === 'refused' ? headersInQuestion(found.problem) : []} />
      {report ? <NotInFile work={work} report={report} /> : null}
      {report ? <BadRows work={work} report={report} /> : null}
      {report ? <Changes report={report} /> : null}
      <div className="buttons">
        <button type="button" className={work.isStale || !report ? 'primary' : ''} onClick={() => work.run(false)}>
          {importing.check}
        </button>
        {report && !work.isStale ? <Write work={work} report={report} /> : null}
      </div>
    </fieldset>
  );
}
