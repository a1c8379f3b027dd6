import { useMemo, useState, type ReactNode } from 'react';
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, TextField, useFilter } from 'react-aria-components';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';
import { placesOf } from './places';

/** Finds a home by number, building or address, and every screen. */
export default function Palette({ onClose }: { onClose(): void }): ReactNode {
  const { shell } = useWords().screens;
  const navigate = useNavigate();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [asked, ask] = useState('');
  const found = useFound()
    .filter(({ text }) => contains(text, asked))
    .slice(0, 30);
  return (
    <ModalOverlay isOpen isDismissable className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="palette">
        <Dialog aria-label={shell.palette}>
          <Autocomplete inputValue={asked} onInputChange={ask}>
            <TextField aria-label={shell.paletteHint} autoFocus>
              <Input placeholder={shell.paletteHint} />
            </TextField>
            <Menu
              aria-label={shell.palette}
              items={found}
              renderEmptyState={() => <p className="empty">{shell.nothingFound}</p>}
              onAction={(to) => {
                onClose();
                void navigate(String(to));
              }}
            >
              {({ id, text, about }) => (
                <MenuItem id={id} textValue={text}>
                  {about} <small>{text === about ? '' : text.slice(about.length)}</small>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Found {
  id: string;
  /** What stands large. */
  about: string;
  text: string;
}

function useFound(): Found[] {
  const words = useWords();
  const me = useMe();
  const { data } = api.useQuery('get', '/v1/board', {}, { staleTime: 60_000 });
  return useMemo(() => {
    const places = placesOf(me).map(({ name, to }) => ({
      id: to,
      about: words.screens.shell.places[name],
      text: words.screens.shell.places[name],
    }));
    const homes = (data?.homes ?? []).map(({ unit, building, stage }) => ({
      id: `/bolig/${unit}`,
      about: unit,
      text: `${unit} · ${building} · ${words.stages[stage as 'occupied']}`,
    }));
    return [...places, ...homes];
  }, [data, me, words]);
}
