import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useWords } from '../state/spoken';

interface Answering<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch(): unknown;
}

/** What a question answers: while it is on its way, when it is refused, and when it is there; how old it is, and what it lacks. */
export function Shown<T extends object>({ of, children }: { of: Answering<T>; children(answer: T): ReactNode }): ReactNode {
  const { shell } = useWords().screens;
  if (of.data !== undefined) {
    return (
      <>
        <Doubts answer={of.data} />
        {children(of.data)}
      </>
    );
  }
  if (of.isPending && !of.error) return <p className="loading">{shell.loading}</p>;
  const { error } = of;
  if (error instanceof Problem && error.code === 'NOT_YOUR_PART') return <p className="empty">{shell.denied}</p>;
  return (
    <div className="refusal" role="alert">
      <p>{error instanceof Problem ? error.message || shell.offline : shell.broken}</p>
      {error instanceof Problem && error.errors.length ? (
        <ul>
          {error.errors.map(({ pointer, detail }) => (
            <li key={pointer}>{detail}</li>
          ))}
        </ul>
      ) : null}
      <button type="button" onClick={() => void of.refetch()}>
        {shell.again}
      </button>
    </div>
  );
}

/** Says what makes an answer less than certain. */
function Doubts({ answer }: { answer: object }): ReactNode {
  const { shell } = useWords().screens;
  const {
    upToDate = true,
    age = 0,
    parked = [],
  } = answer as { upToDate?: boolean; age?: number; parked?: readonly (string | { stream: string })[] };
  return (
    <>
      {upToDate ? null : <p className="warning">{shell.stale(Math.round(age))}</p>}
      {parked.length ? (
        <p className="warning">{shell.parked(parked.map((each) => (typeof each === 'string' ? each : each.stream)).join(', '))}</p>
      ) : null}
    </>
  );
}
