import type { ReactNode } from 'react';

/** A term and what it is here, in a list of such. */
export function Line({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
