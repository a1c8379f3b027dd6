import type { ReactNode } from 'react';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Erasures } from './erasures';
import { Reads } from './reads';
import { Retention } from './retention';
import { Samples } from './samples';
import '../../styles/asked.css';
import '../../styles/access-log.css';

/** For data protection officers: who has looked at whom, the monthly sample, who was erased, and who will be. */
export default function AccessLog(): ReactNode {
  const { shell, accessLog } = useWords().screens;
  if (!useMe().rights.includes('access_log'))
    return (
      <>
        <h1>{shell.places.accessLog}</h1>
        <p className="empty">{shell.denied}</p>
      </>
    );
  return (
    <div className="access-log">
      <h1>{shell.places.accessLog}</h1>
      <p className="hint">{accessLog.about}</p>
      <Samples />
      <Reads />
      <Erasures />
      <Retention />
    </div>
  );
}
