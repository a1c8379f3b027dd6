import { wordFor } from '@relet/words';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { openStep } from '../../state/step';
import { Dialog } from '../../ui/dialog';
import { Shown } from '../../ui/shown';
import { useBoard } from '../board/use-board';

interface Props {
  citizen: string;
  who: string;
  municipality: string;
  onClose(): void;
}

/** Any empty or leaving home of the citizen's municipality, to be offered or reserved; whether it may be, the form says. */
export default function ChooseHome({ citizen, who, municipality, onClose }: Props): ReactNode {
  const words = useWords();
  const { waiting } = words.screens;
  const [text, setText] = useState('');
  const board = useBoard({});
  const sought = text.toLocaleLowerCase('da');
  return (
    <Dialog title={waiting.otherOf(who)} onClose={onClose}>
      <input
        autoFocus
        type="search"
        aria-label={waiting.whichHome}
        placeholder={words.screens.board.text}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Shown of={board}>
        {({ homes }) => (
          <ul className="to-meet">
            {homes
              .filter(
                (each) => each.municipality === municipality && `${each.unit} ${each.building}`.toLocaleLowerCase('da').includes(sought),
              )
              .slice(0, 50)
              .map(({ unit, building, stage, phase }) => (
                <li key={unit}>
                  <span>
                    {unit} {building} <small>{phase === null ? wordFor(words.stages, stage) : wordFor(words.phases, phase)}</small>
                  </span>
                  <span className="acts">
                    {(['MakeOffer', 'Reserve'] as const).map((command) => (
                      <button
                        key={command}
                        type="button"
                        aria-label={(command === 'Reserve' ? waiting.reserveOf : waiting.offerOf)(unit, who)}
                        onClick={() => {
                          onClose();
                          openStep({ unit, about: building, command, given: { citizen } });
                        }}
                      >
                        {command === 'Reserve' ? waiting.reserve : waiting.offer}
                      </button>
                    ))}
                  </span>
                </li>
              ))}
          </ul>
        )}
      </Shown>
    </Dialog>
  );
}
