import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '../../api/client';
import { useWords } from '../../state/spoken';
import { Download } from '../../ui/download';
import { Fault } from '../../ui/fault';
import { copyOf } from './copy-of';

/** Who has read a citizen, as a file that is given to the citizen: without the staff. */
export function CitizensCopy({ citizen }: { citizen: string }): ReactNode {
  const words = useWords();
  const { accessLog } = words.screens;
  const copy = useMutation({
    // What cannot be answered is thrown as a Problem.
    mutationFn: async () => (await client.GET('/v1/citizens/{citizen}/reads', { params: { path: { citizen } } })).data,
    gcTime: 0,
  });
  return (
    <section aria-labelledby="copy">
      <h3 id="copy">{accessLog.copy}</h3>
      <p className="hint">{accessLog.copyAbout}</p>
      <div className="buttons" aria-live="polite">
        {copy.data ? (
          <>
            <span>{accessLog.copyHolds(copy.data.reads.length)}</span>
            <Download text={copyOf(copy.data.reads, words)} name={`relet-${citizen.slice(-6)}.csv`} label={accessLog.copyFile} />
          </>
        ) : (
          <button type="button" disabled={copy.isPending} onClick={() => copy.mutate()}>
            {accessLog.copyMake}
          </button>
        )}
      </div>
      <Fault error={copy.error} />
    </section>
  );
}
