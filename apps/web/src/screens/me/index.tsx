import type { ReactNode } from 'react';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Buildings } from './buildings';
import { Sessions } from './sessions';
import { StandIn } from './stand-in';

/** Who one is: own buildings, who stands in for one, and where one is signed in. */
export default function Me(): ReactNode {
  const words = useWords();
  const me = useMe();
  const sees = me.rights.includes('board');
  return (
    <>
      <h1>{words.screens.shell.places.me}</h1>
      <p className="faint">
        {me.called ?? me.id} · {me.roles.map((role) => words.roles[role]).join(', ')} ·{' '}
        {me.municipality ?? words.parties[me.party as 'administrator']}
      </p>
      {sees ? (
        <>
          <Buildings />
          <StandIn />
        </>
      ) : null}
      <Sessions />
    </>
  );
}
