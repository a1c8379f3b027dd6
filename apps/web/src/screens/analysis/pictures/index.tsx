import type { ReactNode } from 'react';
import { useWords } from '../../../state/spoken';
import type { Question } from '../question';
import { EmptyByMonth } from './empty-by-month';
import { MedianDays } from './median-days';
import '../../../styles/pictures.css';

/** Pictures of what the table tells, by the same question; each says its finding. */
export default function Pictures({ question }: { question: Question }): ReactNode {
  return (
    <section aria-labelledby="pictures">
      <h2 id="pictures">{useWords().screens.analysis.pictures}</h2>
      <div className="pictures">
        <EmptyByMonth question={question} />
        <MedianDays question={question} />
      </div>
    </section>
  );
}
