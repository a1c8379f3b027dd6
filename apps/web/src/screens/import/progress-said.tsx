import { useEffect, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import type { Progress } from './send';

/** How far it is, as far as that is known. What is being written cannot be stopped here, so no button says so. */
export function ProgressSaid({ progress, isWriting, onStop }: { progress: Progress; isWriting: boolean; onStop(): void }): ReactNode {
  const words = useWords();
  const { importing } = words.screens;
  useEffect(() => {
    if (!isWriting) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isWriting]);
  return (
    <>
      <p>{saidOf(progress, words)}</p>
      {'of' in progress && progress.of > 0 ? (
        <progress value={progress.done} max={progress.of} aria-label={saidOf(progress, words)} />
      ) : (
        <progress aria-label={saidOf(progress, words)} />
      )}
      {isWriting ? null : (
        <button type="button" onClick={onStop}>
          {importing.stop}
        </button>
      )}
    </>
  );
}

function saidOf(progress: Progress, words: ReturnType<typeof useWords>): string {
  const { importing } = words.screens;
  if (progress.doing === 'send') return importing.sending;
  if (progress.doing === 'read') return importing.reading;
  return progress.doing === 'check' ? importing.checking(progress.done, progress.of) : importing.writing(progress.done, progress.of);
}
