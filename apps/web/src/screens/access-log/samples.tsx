import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { announce } from '../../state/announced';
import { useWords } from '../../state/spoken';
import { Actor } from '../../ui/actor';
import { Fault } from '../../ui/fault';
import { Shown } from '../../ui/shown';
import { ReadsTable } from './reads-table';

type Review = components['schemas']['ReviewAnswer'];

const FINDINGS = ['in_order', 'to_be_followed_up'] as const;

/** The samples of the months that are over, the latest first; what is overdue stands open. */
export function Samples(): ReactNode {
  const { accessLog } = useWords().screens;
  const samples = api.useQuery('get', '/v1/access-log/reviews', {});
  return (
    <section aria-labelledby="samples">
      <h2 id="samples">{accessLog.samples}</h2>
      <p className="hint">{accessLog.samplesAbout}</p>
      <Shown of={samples}>
        {({ reviews }) => {
          const overdue = reviews.filter((each) => each.overdue).length;
          return (
            <>
              {overdue ? <p className="warning">{accessLog.overdueNow(overdue)}</p> : null}
              {reviews.length ? null : <p className="empty">{accessLog.samplesNone}</p>}
              {reviews.map((review) => (
                <Sample key={`${review.month} ${review.municipality}`} review={review} />
              ))}
            </>
          );
        }}
      </Shown>
    </section>
  );
}

function Sample({ review }: { review: Review }): ReactNode {
  const words = useWords();
  const { accessLog } = words.screens;
  const { month, municipality, reads, sample, due, overdue, signedOff } = review;
  const which = `${monthSaid(month, words.language)}, ${municipality}`;
  return (
    <details className={overdue ? 'sample unwell' : 'sample'} open={overdue}>
      <summary>
        <b>{which}</b>: {accessLog.ofReads(sample.length, reads)},{' '}
        {signedOff ? (
          <>
            {accessLog.signedOff(accessLog.findings[signedOff.finding], words.moment(signedOff.at))}{' '}
            <Actor id={signedOff.by} party="municipality" />
          </>
        ) : overdue ? (
          <b className="fault">{accessLog.overdue(words.date(due))}</b>
        ) : (
          accessLog.due(words.date(due))
        )}
      </summary>
      <ReadsTable reads={sample} />
      {signedOff ? null : <SignOff month={month} municipality={municipality} which={which} />}
    </details>
  );
}

function SignOff({ month, municipality, which }: { month: string; municipality: string; which: string }): ReactNode {
  const { accessLog } = useWords().screens;
  const queries = useQueryClient();
  const sign = api.useMutation('post', '/v1/access-log/reviews/{month}/{municipality}', {
    onSuccess: async (_, { body: { finding } }) => {
      announce(accessLog.signOffOf(accessLog.findings[finding], which));
      await queries.invalidateQueries({ queryKey: ['get', '/v1/access-log/reviews'] });
    },
  });
  return (
    <>
      <div className="buttons">
        {FINDINGS.map((finding) => (
          <button
            key={finding}
            type="button"
            className={finding === 'in_order' ? 'primary' : undefined}
            aria-label={accessLog.signOffOf(accessLog.findings[finding], which)}
            disabled={sign.isPending}
            onClick={() => sign.mutate({ params: { path: { month, municipality } }, body: { finding } })}
          >
            {accessLog.findings[finding]}
          </button>
        ))}
        <small>{accessLog.signOffAbout}</small>
      </div>
      <Fault error={sign.error} />
    </>
  );
}

const monthSaid = (month: string, language: string) =>
  new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
