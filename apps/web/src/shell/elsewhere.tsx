import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';
import { placesOf } from './places';

/** Where somebody can go from a place where there is nothing for them. */
export function Elsewhere({ said }: { said: string }): ReactNode {
  const { shell } = useWords().screens;
  return (
    <>
      <p>{said}</p>
      <ul>
        {placesOf(useMe()).map(({ name, to }) => (
          <li key={name}>
            <Link to={to}>{shell.places[name]}</Link>
          </li>
        ))}
        <li>
          <Link to="/mig">{shell.places.me}</Link>
        </li>
      </ul>
    </>
  );
}

/** An address that is no screen's. */
export function NotFound(): ReactNode {
  const { shell } = useWords().screens;
  return (
    <>
      <h1>{shell.notFound}</h1>
      <Elsewhere said={shell.goOn} />
    </>
  );
}

/** A screen for those who have one of its rights; others are told so, and where they can go. */
export function For({ needs, children }: { needs: readonly string[]; children: ReactNode }): ReactNode {
  const { shell } = useWords().screens;
  const { rights } = useMe();
  if (needs.some((right) => (rights as readonly string[]).includes(right))) return children;
  return (
    <>
      <h1>{shell.notYours}</h1>
      <Elsewhere said={`${shell.denied} ${shell.goOn}`} />
    </>
  );
}
