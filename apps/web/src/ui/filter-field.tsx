import { useState, type ReactNode } from 'react';
import { useInAddress } from '../state/times';

/** A field whose text stands in the address. It keeps what is typed itself: an address is slower than fingers. */
export function FilterField({ name, label }: { name: string; label: string }): ReactNode {
  const [sought, seek] = useInAddress(name);
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
        seek(target.value);
      }}
    />
  );
}

const isFocused = (name: string) => document.activeElement?.id === `filter-${name}`;
