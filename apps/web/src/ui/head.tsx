import type { ReactNode } from 'react';

type Column = string | readonly [text: string, look: string | undefined];

/** The head of a table: what its columns are called, each perhaps with how it looks, such as `number`; of a `hidden` one the name is read and not seen. */
export function Head({ of, isHidden = false }: { of: readonly Column[]; isHidden?: boolean }): ReactNode {
  return (
    <thead className={isHidden ? 'hidden' : undefined}>
      <tr>
        {of.map((column) => {
          const [text, look] = typeof column === 'string' ? [column, undefined] : column;
          return (
            <th key={text} scope="col" className={look === 'hidden' ? undefined : look}>
              {look === 'hidden' ? <span className="hidden">{text}</span> : text}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
