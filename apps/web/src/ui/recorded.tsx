import type { ReactNode } from 'react';
import { useRecordedOf } from '../state/recorded';

/** Says beside a thing what this window has just recorded of it. The keyboard stands on it after saving. */
export function RecordedMark({ of }: { of: string | undefined }): ReactNode {
  const said = useRecordedOf(of);
  if (!said) return null;
  return (
    <output className="saved" tabIndex={-1} data-recorded={of}>
      {said}
    </output>
  );
}
