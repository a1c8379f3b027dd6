import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { Dialog } from '../ui/dialog';

/** The keys that work here, over the page. */
export default function Help({ letters, onClose }: { letters: ReadonlyMap<string, { does: string }>; onClose(): void }): ReactNode {
  const { shell } = useWords().screens;
  const rows: Record<string, string> = {
    'Ctrl-K': shell.keys.palette,
    'j k': shell.keys.next,
    Enter: shell.keys.open,
    o: shell.keys.home,
    ...(document.querySelector('[data-filter]') && { '/': shell.keys.filter }),
    ...Object.fromEntries([...letters].map(([letter, { does }]) => [letter, does])),
    'g …': shell.keys.go,
    '?': shell.keys.help,
    Esc: shell.keys.escape,
  };
  return (
    <Dialog title={shell.help} onClose={onClose}>
      <dl className="help">
        {Object.entries(rows).map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
