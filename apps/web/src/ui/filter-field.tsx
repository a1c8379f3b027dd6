import { useState, type ReactNode } from 'react';
import { useFilterText, useSetFilterText } from '../state/filter-text';

interface Props {
  name: string;
  label: string;
  /** Whether a text may stand in the address: never what may be the name or the number of a person. */
  mayStand(text: string): boolean;
}

/** A field by whose text a list is filtered. It keeps what is typed itself: an address is slower than fingers. */
export function FilterField({ name, label, mayStand }: Props): ReactNode {
  const [sought, seek] = [useFilterText(name), useSetFilterText(name)];
  const [typed, type] = useState(sought);
  const [told, tell] = useState(sought);
  // Changed from elsewhere, as by going back: the field follows.
  if (sought !== told) {
    tell(sought);
    if (!isFocused(name)) type(sought);
  }
  return (
    <input
      id={`filter-${name}`}
      data-filter
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ target }) => {
        type(target.value);
        seek(target.value, mayStand(target.value));
      }}
    />
  );
}

const isFocused = (name: string) => document.activeElement?.id === `filter-${name}`;
