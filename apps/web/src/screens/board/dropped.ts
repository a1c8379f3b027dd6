import { wordFor } from '@relet/words';
import { client } from '../../api/client';
import { commandsInto, isToDo } from '../../forms/commands';
import { announce } from '../../state/announced';
import { useWords } from '../../state/spoken';
import { openStep } from '../../state/step';

/** What becomes of a card that is dropped on a phase: the form of the step that leads there, or why there is none. */
export function useDropped(): (unit: string, phase: string) => Promise<void> {
  const words = useWords();
  return async (unit, phase) => {
    const { data } = await client.GET('/v1/units/{unit}/next-steps', { params: { path: { unit } } });
    const into = commandsInto(phase);
    const steps = (data?.steps ?? []).filter(({ command }) => into.includes(command));
    const step = into.flatMap((each) => steps.find((step) => step.command === each && isToDo(step)) ?? [])[0];
    if (step) {
      openStep({ unit, command: step.command, offer: step.offerId });
      return;
    }
    const why = steps.find(({ command }) => command === into[0])?.refusal?.message ?? '';
    announce(`${words.screens.board.blockedInto(unit, wordFor(words.phases, phase))} ${why}`);
  };
}
