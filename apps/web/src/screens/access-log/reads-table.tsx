import { wordFor, type Words } from '@relet/words';
import type { ReactNode } from 'react';
import type { components } from '../../../made/api';
import { citizenSaid } from '../../ui/said';
import { useWords } from '../../state/spoken';
import { useActor } from '../../ui/actor';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import { isPseudonym } from './asked';

export type Read = components['schemas']['ReadLine'];

interface Props {
  reads: readonly Read[];
  /** Asks who has seen somebody; absent where what is shown is fixed. */
  onWhom?: ((whom: string) => void) | undefined;
  /** Asks what somebody has seen. */
  onWho?: ((who: string) => void) | undefined;
}

/** So many of a list are named at once. */
const MOST = 3;

/** Readings, a line each: when, who, how, whom, what and why. */
export function ReadsTable({ reads, onWhom, onWho }: Props): ReactNode {
  const { accessLog } = useWords().screens;
  const heads = [accessLog.when, accessLog.who, accessLog.how, accessLog.whose, accessLog.fields, accessLog.reason];
  return (
    <Scroll>
      <table className="reads">
        <Head of={heads} />
        <tbody>
          {reads.map((read) => (
            <ReadRow key={read.n} read={read} onWhom={onWhom} onWho={onWho} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function ReadRow({ read, onWhom, onWho }: { read: Read } & Pick<Props, 'onWhom' | 'onWho'>): ReactNode {
  const words = useWords();
  const { at, who = '', party, role, how, fields, reason } = read;
  return (
    <tr data-row>
      <td>{words.moment(at)}</td>
      <td>
        <Who who={who} party={party} onWho={onWho} /> <small>{wordFor(words.roles, role)}</small>
      </td>
      <td>{howSaid(words, read)}</td>
      <td>
        <About read={read} onWhom={onWhom} />
      </td>
      <td>{how === 'initials' ? null : fields.map((field) => wordFor(words.persons.fields, field)).join(', ')}</td>
      <td>{reason === 'list' ? null : wordFor(words.persons.readReasons, reason)}</td>
    </tr>
  );
}

/** How somebody was read; of a search also by what: whoever has a civil registration number knows more than a name. */
export const howSaid = (words: Words, { how, by = [] }: Read): string =>
  [wordFor(words.persons.readHow, how), by.map((each) => words.screens.accessLog.soughtBy[each]).join(' + ')].filter(Boolean).join(' ');

/** Whom a reading showed; a search may have found nobody. */
function About({ read: { about = [], how, persons }, onWhom }: { read: Read } & Pick<Props, 'onWhom'>): ReactNode {
  const { accessLog } = useWords().screens;
  if (!about.length && how === 'search') return accessLog.foundNobody;
  if (about.length > MOST) return accessLog.persons(persons);
  return about.map((whom) => <Whom key={whom} whom={whom} onWhom={onWhom} />);
}

function Who({ who, party, onWho }: { who: string; party: string } & Pick<Props, 'onWho'>): ReactNode {
  const { accessLog } = useWords().screens;
  const called = useActor(who, party);
  if (!onWho) return <span title={who}>{called}</span>;
  return (
    <button type="button" className="quiet" title={who} aria-label={accessLog.seenBy(called)} onClick={() => onWho(who)}>
      {called}
    </button>
  );
}

function Whom({ whom, onWhom }: { whom: string } & Pick<Props, 'onWhom'>): ReactNode {
  const { accessLog } = useWords().screens;
  const called = isPseudonym(whom) ? citizenSaid({ citizen: whom }) : whom;
  if (!onWhom) return <span title={whom}>{called} </span>;
  return (
    <button type="button" className="quiet" title={whom} aria-label={accessLog.whoSaw(called)} onClick={() => onWhom(whom)}>
      {called}
    </button>
  );
}
