import { wordFor } from '@relet/words';
import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { contentSaid } from '../ui/content';
import type { Target } from './commands';
import { useHistory } from './use-history';

/** What is recorded besides its day. A correction is told by the step that it mends, and of which day that is. */
export function Content({ type, payload, target }: { type: string; payload: object; target: Target }): ReactNode {
  const words = useWords();
  const { target: mended, ...content } = payload as { target?: string };
  const history = useHistory(target, { isWanted: mended !== undefined });
  const fact = history.data?.events.find(({ id }) => id === mended);
  const what =
    fact && words.screens.forms.ofFact(`${wordFor(words.events, fact.type)} ${words.date(fact.now?.effective ?? fact.effective)}`);
  const said = [what, contentSaid(words, content, type)].filter(Boolean).join(', ');
  return said ? <small> {said}</small> : null;
}
