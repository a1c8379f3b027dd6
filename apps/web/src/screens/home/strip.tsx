import type { ReactNode } from 'react';
import { api } from '../../api/client';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import { useTimes } from '../../state/times';
import { Shown } from '../../ui/shown';
import { calledIn } from './card';
import { StripPicture } from './strip-picture';
import type { Strip } from './strip-types';

/** How the vacancy of the home has gone, or its last one: a picture with its finding, and the same as a table. */
export function VacancyStrip({ unit }: { unit: string }): ReactNode {
  const { times } = useTimes();
  const vacancy = api.useQuery('get', '/v1/units/{unit}/vacancy', { params: { path: { unit }, query: times } });
  return (
    <Shown of={vacancy}>
      {(answer) => (answer.vacancy ? <Told strip={answer.vacancy} asOf={answer.asOf} called={calledIn(answer.initials)} /> : null)}
    </Shown>
  );
}

interface ToldProps {
  strip: Strip;
  asOf: string;
  called(citizen: string): string;
}

function Told({ strip, asOf, called }: ToldProps): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  return (
    <section aria-labelledby="strip">
      <h2 id="strip">{strip.ended ? home.lastStrip : home.strip}</h2>
      <p>{useFinding(strip)}</p>
      <StripPicture strip={strip} asOf={asOf} called={called} />
      <details>
        <summary>{home.stripTable}</summary>
        <Scroll>
          <Table strip={strip} called={called} />
        </Scroll>
      </details>
    </section>
  );
}

/** What the picture says, in a sentence: the days, and the phase that most of them went to. */
function useFinding({ segments, emptyDays }: Strip): string {
  const words = useWords();
  const { home, shell } = words.screens;
  const days = new Map<string, number>();
  for (const { phase, days: more } of segments) days.set(phase, (days.get(phase) ?? 0) + more);
  const [most] = [...days].sort(([, a], [, b]) => b - a);
  if (!most || days.size < 2) return home.stripFlat(shell.emptyDays(emptyDays));
  return home.stripFinding(shell.emptyDays(emptyDays), words.phases[most[0] as 'works'], shell.days(most[1]));
}

function Table({ strip, called }: { strip: Strip; called(citizen: string): string }): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  const head = home.stripHead;
  const day = (civil: string | null) => (civil === null ? home.onGoing : words.date(civil));
  return (
    <>
      <table>
        <Head of={[head.phase, head.from, head.to, [head.days, 'number'], [head.target, 'number'], [head.beyond, 'number'], head.owner]} />
        <tbody>
          {strip.segments.map((segment) => (
            <tr key={segment.from + segment.phase}>
              <th scope="row">{words.phases[segment.phase]}</th>
              <td>{words.date(segment.from)}</td>
              <td>{segment.goesOn ? home.onGoing : words.date(segment.to)}</td>
              <td className="number">{segment.days}</td>
              <td className="number">{segment.targetDays ?? ''}</td>
              <td className="number">{segment.delayDays || ''}</td>
              <td>{words.owners[segment.owner]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {strip.worksRuns.map(({ from, doneOn }) => (
          <li key={from}>{home.worksSaid(words.date(from), day(doneOn))}</li>
        ))}
        {strip.offers.map(({ offerId, citizen, made, resolvedOn, status }) => (
          <li key={offerId}>
            {home.offerSaid(citizen ? called(citizen) : '-', words.date(made), day(resolvedOn), words.offerStatuses[status])}
          </li>
        ))}
      </ul>
    </>
  );
}
