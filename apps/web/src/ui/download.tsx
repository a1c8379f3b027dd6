import type { ReactNode } from 'react';

/** A text that is there already, to keep as a file. */
export function Download({ text, name, label }: { text: string; name: string; label: string }): ReactNode {
  return (
    <button type="button" onClick={() => keep(text, name)}>
      {label}
    </button>
  );
}

/** Has the browser keep a text as a file. */
export function keep(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  // The browser has taken the file's content by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
