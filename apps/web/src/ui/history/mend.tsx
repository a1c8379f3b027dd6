import { wordFor } from '@relet/words';
import { useMemo, type ReactNode } from 'react';
import { FormOf } from '../../forms/command-form';
import { shapeOf } from '../../forms/commands';
import { useWords } from '../../state/spoken';
import { correctionOf, undoOf, type CorrectionOf } from './corrected';
import type { MendProps } from './mending';

/** Gives a fact another day or other content. */
export function CorrectForm(props: MendProps): ReactNode {
  const words = useWords();
  const { event } = props.line;
  const { of } = props.mending.target;
  const made = useMemo(() => {
    const shape = shapeOf(of, 'CorrectEvent');
    return shape && correctionOf(shape, event, words);
  }, [of, event, words]);
  return <MendForm {...props} made={made} title={words.screens.home.correctTitle(wordFor(words.events, event.type))} />;
}

/** Takes a fact back, as if it had never been recorded; it stays to be seen, crossed out. */
export function UndoForm(props: MendProps): ReactNode {
  const words = useWords();
  const { event } = props.line;
  const { of } = props.mending.target;
  const made = useMemo(() => {
    const shape = shapeOf(of, 'RetractEvent');
    return shape && undoOf(shape, event);
  }, [of, event]);
  return <MendForm {...props} made={made} title={words.screens.home.undoTitle(wordFor(words.events, event.type))} />;
}

interface FormProps extends MendProps {
  made: CorrectionOf | undefined;
  title: string;
}

function MendForm({ line, mending, onDone, made, title }: FormProps): ReactNode {
  if (!made) return null;
  return (
    <>
      <h4>{title}</h4>
      <FormOf
        {...made}
        title={title}
        target={{ ...mending.target, about: line.event.id }}
        revision={mending.revision}
        onSaved={onDone}
        onCancel={onDone}
      />
    </>
  );
}
