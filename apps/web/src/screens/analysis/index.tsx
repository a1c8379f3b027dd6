import { lazy, Suspense, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../../state/spoken';
import { Shown } from '../../ui/shown';
import { Explanation } from './explanation';
import { Exports } from './exports';
import { FiguresTable } from './figures-table';
import { FilterBar } from './filter-bar';
import { askedOf, useQuestion } from './question';
import { useFigures } from './use-figures';
import '../../styles/asked.css';
import '../../styles/phases.css';
import '../../styles/analysis.css';

const Pictures = lazy(() => import('./pictures'));

/** How long homes stand empty, why and at whose cost: figures by group, what each is made of, and pictures. */
export default function Analysis(): ReactNode {
  const words = useWords();
  const { analysis, shell } = words.screens;
  const question = useQuestion();
  const [params] = useSearchParams();
  const { period, other } = question;
  const isUpsideDown = period.to < period.from;
  const figures = useFigures(askedOf(question), { enabled: !isUpsideDown });
  return (
    <div className="analysis">
      <h1>{shell.places.analysis}</h1>
      <FilterBar question={question} />
      {isUpsideDown ? (
        <p className="refusal" role="alert">
          {analysis.periodEndsFirst}
        </p>
      ) : (
        <>
          <section aria-labelledby="figures">
            <h2 id="figures">
              {analysis.figuresTitle}{' '}
              <small>
                {analysis.showing(words.date(period.from), words.date(period.to))}
                {other ? `, ${analysis.comparedWith(words.date(other.from), words.date(other.to))}` : ''}
              </small>
            </h2>
            <Shown of={figures}>
              {({ groups, total, to, asOf }) => (
                <>
                  {to > asOf ? <p className="warning">{words.figures.reachesAhead(words.date(asOf))}</p> : null}
                  <FiguresTable question={question} groups={groups} total={total} />
                  <Exports question={question} />
                  <Explanation question={question} asked={params.get('forklar') ?? ''} groups={groups} />
                </>
              )}
            </Shown>
          </section>
          <Suspense fallback={<p className="loading">{shell.loading}</p>}>
            <Pictures question={question} />
          </Suspense>
        </>
      )}
    </div>
  );
}
