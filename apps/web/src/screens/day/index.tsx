import type { ReactNode } from 'react';
import { useWords } from '../../state/spoken';

export default function Day(): ReactNode {
  return <h1>{useWords().screens.shell.places.day}</h1>;
}
