/** So long a dialog may take to open, in milliseconds: after that, keys are the page's again. */
const PATIENCE = 5_000;

let early = '';
let stop: (() => void) | undefined;

/** Keeps what is typed while a dialog opens: it belongs to the dialog, and is no key of the page. */
export function catchEarlyKeys(): void {
  if (stop) return;
  const kept = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return typedEarly();
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Backspace') early = early.slice(0, -1);
    else if (event.key.length === 1) early += event.key;
    return undefined;
  };
  const timer = setTimeout(typedEarly, PATIENCE);
  window.addEventListener('keydown', kept, true);
  stop = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', kept, true);
  };
}

/** What was typed until now; from here on keys go where the focus is. */
export function typedEarly(): string {
  stop?.();
  stop = undefined;
  const typed = early;
  early = '';
  return typed;
}
