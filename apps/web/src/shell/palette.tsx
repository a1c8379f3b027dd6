import { useState, type ReactNode } from 'react';
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, TextField } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { useWords } from '../state/spoken';
import { openStep } from '../state/step';
import { typedEarly } from './early-keys';
import { useFound, type Found, type Stage } from './found';

/** Gives the keyboard to what is shown now: what had it before may be gone. */
const keyboardToContent = () => setTimeout(() => document.getElementById('content')?.focus(), 50);

/** Finds a home by number, building or address, every step and every screen. A step asks for its home, and a home for what is to be done. */
export default function Palette({ onClose }: { onClose(): void }): ReactNode {
  const { shell } = useWords().screens;
  const navigate = useNavigate();
  const [stage, setStage] = useState<Stage>({});
  const [asked, ask] = useState('');
  const { found, isCut } = useFound(asked, stage);
  const choose = ({ does }: Found) => {
    if ('stage' in does) {
      setStage(does.stage);
      ask('');
      return;
    }
    onClose();
    if ('to' in does) {
      void navigate(does.to);
      keyboardToContent();
    } else openStep(does.step);
  };
  const hint = stage.said ?? shell.paletteHint;
  return (
    <ModalOverlay isOpen isDismissable className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="palette">
        <Dialog aria-label={shell.palette}>
          <Autocomplete key={hint} inputValue={asked} onInputChange={ask}>
            <TextField
              aria-label={hint}
              autoFocus
              onFocus={() => {
                const early = typedEarly();
                if (early) ask(early);
              }}
              onKeyDown={({ key }) => {
                // What comes from the server later than the fingers is not yet marked: Enter means the first.
                if (key === 'Enter' && found[0] && !document.querySelector('.palette [role=menuitem][data-focused]')) choose(found[0]);
              }}
            >
              <Input placeholder={hint} />
            </TextField>
            <Menu
              aria-label={shell.palette}
              items={found}
              renderEmptyState={() => <p className="empty">{asked.trim() ? shell.nothingFound : shell.paletteType}</p>}
              onAction={(id) => {
                const chosen = found.find((each) => each.id === id);
                if (chosen) choose(chosen);
              }}
            >
              {({ id, text, about }) => (
                <MenuItem id={id} textValue={text}>
                  {text} <small>{about}</small>
                </MenuItem>
              )}
            </Menu>
            {isCut ? <output className="hint">{shell.paletteCut}</output> : null}
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
