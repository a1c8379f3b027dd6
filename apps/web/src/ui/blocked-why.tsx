import { noOf, onScreen } from '@relet/words';
import type { ReactNode } from 'react';
import type { components } from '../../made/api';
import { useWords } from '../state/spoken';

/** Why a step is not possible now and, where another step would lead there, which. */
export function BlockedWhy({ refusal }: { refusal: components['schemas']['StepRefusal'] | undefined }): ReactNode {
  const words = useWords();
  if (!refusal) return null;
  const { code, message, details } = refusal;
  const help = details['needs'] === undefined ? '' : onScreen(noOf(words, code, details).help ?? '');
  return (
    <>
      {message} {help}
    </>
  );
}
