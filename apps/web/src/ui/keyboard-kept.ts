import { useEffect } from 'react';
import { isFollowed, toRecorded, useRecorded } from '../state/recorded';

/** Where the keyboard was: the element with all that stood around it, the row of its home, and which row of the screen that was. */
interface Place {
  around: readonly HTMLElement[];
  unit: string | undefined;
  row: number;
}

/** Dialogs give the keyboard back by themselves, a moment after they are gone. */
const PATIENCE = 80;

const FORMS = 'form.command, [role="dialog"]';
const CAN_HAVE = 'a[href], button, summary, select, input';
const rows = () => [...document.querySelectorAll<HTMLElement>('main [data-row]')];
const isThere = ({ around }: Place) => around[0]?.isConnected === true;
const formIn = ({ around }: Place) => around.find((each) => each.matches(FORMS));

/**
 * The keyboard never falls to the page: after saving it goes to what says so, also when that moves; when a form closes without, to what opened it,
 * or to where that was.
 */
export function useKeyboardKept(): void {
  const saved = useRecorded();
  useEffect(() => {
    // By now a dialog that was saved in is gone, and what lay under it can have the keyboard.
    const other = document.activeElement?.closest('[role=dialog]');
    if (saved && !other) toRecorded();
  }, [saved]);
  useEffect(() => {
    const openers = new WeakMap<HTMLElement, Place>();
    let last: Place | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const came = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      const place = placeOf(target);
      const form = formIn(place);
      if (form && last && !last.around.includes(form) && !openers.has(form)) openers.set(form, last);
      last = place;
    };
    const lost = () => (document.activeElement === document.body && last && !isThere(last) ? last : undefined);
    const look = () => {
      timer = undefined;
      const place = lost();
      if (!place) return;
      if (isFollowed()) toRecorded();
      else if (formIn(place)) give(openerOf(place, openers));
    };
    const seen = new MutationObserver(() => {
      if (lost()) timer ??= setTimeout(look, PATIENCE);
    });
    seen.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', came);
    return () => {
      seen.disconnect();
      document.removeEventListener('focusin', came);
      clearTimeout(timer);
    };
  }, []);
}

function placeOf(element: HTMLElement): Place {
  const around = [element];
  for (let each = element.parentElement; each; each = each.parentElement) around.push(each);
  const row = element.closest<HTMLElement>('[data-row]');
  return { around, unit: row?.dataset['unit'], row: row ? rows().indexOf(row) : -1 };
}

/** What had the keyboard before the form, or before the dialog that the form was in. */
function openerOf(place: Place, openers: WeakMap<HTMLElement, Place>): Place {
  const form = formIn(place);
  const opener = form && openers.get(form);
  if (!opener) return place;
  return isThere(opener) ? opener : openerOf(opener, openers);
}

/** To the place itself, to the row of its home, to the row that has come instead of it, to what stands around; in the end to the search. */
function give(place: Place): void {
  const [all, { unit }] = [rows(), place];
  const row = all.find((each) => unit !== undefined && each.dataset['unit'] === unit) ?? all[Math.min(place.row, all.length - 1)];
  const around = place.around.find((each) => each.isConnected && each.matches('.step, section, article'));
  const target =
    (isThere(place) ? place.around[0] : undefined) ??
    row?.querySelector<HTMLElement>('[data-main]') ??
    row?.querySelector<HTMLElement>(CAN_HAVE) ??
    around?.querySelector<HTMLElement>(CAN_HAVE) ??
    document.querySelector<HTMLElement>('button.find');
  target?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  target?.focus();
}
