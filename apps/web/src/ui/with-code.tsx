import type { ReactNode } from 'react';

/** A sentence in which what is typed at a command line stands between backticks. */
export function WithCode({ text }: { text: string }): ReactNode {
  return text.split('`').map((part, n) => (n % 2 ? <code key={n}>{part}</code> : part));
}
