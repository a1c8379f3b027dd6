import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../state/spoken';

interface Props {
  title: string;
  /** Room for a table. */
  isWide?: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A dialog over the page: it holds the keyboard, closes by Escape, and gives the keyboard back. Load it lazily. */
export function Dialog({ title, isWide = false, onClose, children }: Props): ReactNode {
  const { shell } = useWords().screens;
  return (
    <ModalOverlay isOpen className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className={isWide ? 'dialog wide' : 'dialog'}>
        <AriaDialog>
          <header>
            <Heading slot="title">{title}</Heading>
            <button type="button" className="quiet" onClick={onClose}>
              {shell.close}
            </button>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
