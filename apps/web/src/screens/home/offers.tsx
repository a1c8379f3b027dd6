import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client';
import { CommandForm } from '../../forms/command-form';
import { useClock } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useInAddress } from '../../state/times';
import { BlockedWhy } from '../../ui/blocked-why';
import { Head } from '../../ui/head';
import { Scroll } from '../../ui/scroll';
import { isTheirs } from '../../ui/their-steps';
import { calledIn, type Card, type HomeAnswer, type Step } from './card';

type Offer = Card['offers'][number];
const ANSWERS = ['AcceptOffer', 'DeclineOffer', 'ExtendOffer', 'WithdrawOffer', 'ExpireOffer'] as const;

/** Offers that are out and the yes that stands, each with what can be done about it. */
export function Offers({ answer, mayCommand }: { answer: HomeAnswer; mayCommand: boolean }): ReactNode {
  const { home } = useWords().screens;
  const { home: card, unit } = answer;
  const steps = api.useQuery('get', '/v1/units/{unit}/next-steps', { params: { path: { unit } } }, { enabled: mayCommand });
  if (!card.offers.length && !card.acceptance) return null;
  const head = home.offerHead;
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">{home.offers}</h2>
      <Scroll>
        <table className="offers">
          <Head of={[head.citizen, head.made, head.respondBy, head.left, head.status, ...(mayCommand ? [head.act] : [])]} />
          <tbody>
            {card.offers.map((offer) => (
              <Pending key={offer.offerId} offer={offer} answer={answer} steps={steps.data} />
            ))}
            <Accepted answer={answer} mayCommand={mayCommand} />
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

interface PendingProps {
  offer: Offer;
  answer: HomeAnswer;
  steps: { steps: readonly Step[]; revision: number } | undefined;
}

function Pending({ offer, answer, steps }: PendingProps): ReactNode {
  const words = useWords();
  const { home, forms } = words.screens;
  const { today } = useClock();
  const [said, say] = useInAddress('svar');
  const due = answer.home.due.find(({ what, on }) => what === 'answer_due' && on === offer.respondBy);
  const allowed = ANSWERS.flatMap(
    (command) => steps?.steps.find((step) => step.command === command && step.offerId === offer.offerId && step.allowed) ?? [],
  );
  const no = steps?.steps.find(
    (step) => step.command === 'AcceptOffer' && step.offerId === offer.offerId && !step.allowed && !isTheirs(step),
  );
  // It stays when another hand was faster, and says why it cannot be saved.
  const open = steps?.steps.find((step) => step.offerId === offer.offerId && keyOf(step) === said);
  const close = () => say('', true);
  return (
    <>
      <tr data-row>
        <td>
          <Who citizen={offer.citizen} answer={answer} />
        </td>
        <td>{words.date(offer.made)}</td>
        <td>{words.date(offer.respondBy)}</td>
        <td className={offer.respondBy < today ? 'beyond' : ''}>{due ? home.daysLeft(due.daysLeft) : ''}</td>
        <td>{words.offerStatuses.pending}</td>
        {steps ? (
          <td className="buttons">
            {no ? (
              <p className="hint">
                {home.offerSteps.AcceptOffer}: {forms.blocked.toLowerCase()}. <BlockedWhy refusal={no.refusal} />
              </p>
            ) : null}
            {allowed.map((step) => (
              <button key={step.command} type="button" aria-expanded={open === step} onClick={() => say(open === step ? '' : keyOf(step))}>
                {home.offerSteps[step.command as (typeof ANSWERS)[number]]}
              </button>
            ))}
          </td>
        ) : null}
      </tr>
      {open && steps ? (
        <tr>
          <td colSpan={6}>
            <CommandForm
              command={open.command}
              target={{ of: 'unit', id: answer.unit, offer: offer.offerId }}
              revision={steps.revision}
              onSaved={close}
              onCancel={close}
            />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Where its form is open, as the address says it. */
const keyOf = ({ command, offerId }: Step) => `${command}:${offerId}`;

function Accepted({ answer, mayCommand }: { answer: HomeAnswer; mayCommand: boolean }): ReactNode {
  const words = useWords();
  const { acceptance } = answer.home;
  if (!acceptance) return null;
  const { contract, accepted, plannedMoveIn } = acceptance;
  const what = [
    `${words.offerStatuses.accepted} ${words.date(accepted)}`,
    contract && `${words.events.ContractSigned} ${words.date(contract.signed)}, ${words.fields.rentFrom} ${words.date(contract.rentFrom)}`,
    plannedMoveIn && `${words.events.MoveInAgreed} ${words.date(plannedMoveIn)}`,
  ];
  return (
    <tr>
      <td>
        <Who citizen={acceptance.citizen} answer={answer} />
      </td>
      <td colSpan={mayCommand ? 5 : 4}>{what.filter(Boolean).join(' · ')}</td>
    </tr>
  );
}

/** A citizen by initials and the end of the pseudonym; nobody where none was recorded. */
export function Who({ citizen, answer }: { citizen: string | null | undefined; answer: Pick<HomeAnswer, 'initials'> }): ReactNode {
  if (!citizen) return '-';
  return <Link to={`/borger/${citizen}`}>{calledIn(answer.initials)(citizen)}</Link>;
}
