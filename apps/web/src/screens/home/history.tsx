import { useState, type ReactNode } from 'react';
import { useHistory } from '../../forms/use-history';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { chaptersOf, type Chapter, type FactLine } from '../../ui/history/chapters';
import { FactTable } from '../../ui/history/facts';
import { useMendOpen, type Mending } from '../../ui/history/mending';
import { usePointed } from '../../ui/pointed';
import { Shown } from '../../ui/shown';
import { calledIn, type HomeAnswer } from './card';

/** All that has happened to the home, by lettings, the newest first. Older ones are folded, and so is what happens often. */
export function HomeHistory({ answer, mayCommand }: { answer: HomeAnswer; mayCommand: boolean }): ReactNode {
  const { home } = useWords().screens;
  const { times } = useTimes();
  const mayRead = useMe().rights.includes('history');
  const history = useHistory({ of: 'unit', id: answer.unit }, { isWanted: mayRead, times });
  const isWanted = useWanted();
  const mending: Mending = { target: { of: 'unit', id: answer.unit }, revision: answer.revision, mayMend: mayCommand };
  return (
    <section aria-labelledby="history">
      <h2 id="history">{home.history}</h2>
      {mayRead ? (
        <Shown of={history}>
          {({ events }) =>
            chaptersOf(events.filter(({ effective }) => !times.asOf || effective <= times.asOf)).map((chapter, n) => (
              <Letting
                key={chapter.lines.at(-1)?.event.id}
                chapter={chapter}
                isOpenAtFirst={n === 0 || chapter.lines.some(isWanted)}
                mending={mending}
                called={calledIn(answer.initials)}
              />
            ))
          }
        </Shown>
      ) : (
        <p className="empty">{home.noHistory}</p>
      )}
    </section>
  );
}

/** Of a fact: whether the address points to it, or its form is open. */
function useWanted(): (line: FactLine) => boolean {
  const pointed = usePointed();
  const { event: mended } = useMendOpen();
  return ({ event: { id } }) => id === pointed || id === mended;
}

interface LettingProps {
  chapter: Chapter;
  isOpenAtFirst: boolean;
  mending: Mending;
  called(citizen: string): string;
}

function Letting({ chapter, isOpenAtFirst, mending, called }: LettingProps): ReactNode {
  const { home } = useWords().screens;
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const isWanted = useWanted();
  const lesser = chapter.lines.filter(({ isLesser }) => isLesser);
  const [withLesser, setLesser] = useState(() => lesser.some(isWanted));
  const shown = withLesser ? chapter.lines : chapter.lines.filter(({ isLesser }) => !isLesser);
  return (
    <details className="letting" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-row>
        <h3>{useTitle(chapter)}</h3> <small>{home.facts(chapter.lines.length)}</small>
      </summary>
      {isOpen ? (
        <>
          <FactTable lines={shown} mending={mending} called={called} />
          {lesser.length && !withLesser ? (
            <button type="button" className="quiet" onClick={() => setLesser(true)}>
              {home.lesser(lesser.length)}
            </button>
          ) : null}
        </>
      ) : null}
    </details>
  );
}

function useTitle({ vacantFrom, movedIn, from }: Chapter): string {
  const words = useWords();
  const { home } = words.screens;
  if (vacantFrom && movedIn) return home.letAgain(words.date(vacantFrom), words.date(movedIn));
  if (vacantFrom) return home.openSince(words.date(vacantFrom));
  return movedIn ? home.livedIn(words.date(movedIn)) : home.fromOn(words.date(from));
}
