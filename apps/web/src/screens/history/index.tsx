import type { ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { Chain } from './chain';
import { Difference } from './difference';
import { Events } from './events';
import '../../styles/asked.css';
import '../../styles/history.css';

/** For auditors: what was known when, what was recorded, and the proof that nobody has changed it. */
export default function History(): ReactNode {
  return (
    <div className="history">
      <h1>{useWords().screens.shell.places.history}</h1>
      <Difference />
      <Events />
      <Chain />
    </div>
  );
}
