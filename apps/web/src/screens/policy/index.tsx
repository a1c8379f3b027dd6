import '../../styles/home.css';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { Head } from '../../ui/head';
import { FactHistory } from '../../ui/history/fact-history';
import { PHASE_ORDER } from '../../ui/phases';
import { Shown } from '../../ui/shown';
import { StepList } from '../../ui/step-list';
import { typedPolicy } from './typed';

type Policy = components['schemas']['PolicyInForce'];

/** What a municipality has agreed, in words, as of the two times; its history; and the form that agrees something else. */
export default function PolicyScreen(): ReactNode {
  const words = useWords();
  const me = useMe();
  const { municipality = '' } = useParams();
  const { times, isPast } = useTimes();
  const { shell, policy: said } = words.screens;
  const state = api.useQuery('get', '/v1/policies/{municipality}/state', { params: { path: { municipality }, query: times } });
  const mayCommand = !isPast && me.rights.includes('command');
  return (
    <article className="home">
      <h1>{shell.policy(municipality)}</h1>
      <Shown of={state}>
        {({ state: { agreedFrom, policy } }) => (
          <div className="halves">
            <section>
              <p>{agreedFrom ? said.agreedFrom(words.date(agreedFrom)) : said.byDefault}</p>
              <InWords policy={policy} />
            </section>
            {mayCommand ? <PolicySteps municipality={municipality} policy={policy} /> : null}
          </div>
        )}
      </Shown>
      {me.rights.includes('history') ? <FactHistory target={{ of: 'policy', id: municipality }} mayMend={mayCommand} /> : null}
    </article>
  );
}

function PolicySteps({ municipality, policy }: { municipality: string; policy: Policy }): ReactNode {
  const words = useWords();
  const steps = api.useQuery('get', '/v1/policies/{municipality}/next-steps', { params: { path: { municipality } } });
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{words.screens.policy.change}</h2>
      <Shown of={steps}>
        {({ steps: all, revision }) => (
          <StepList steps={all} target={{ of: 'policy', id: municipality }} revision={revision} givenFor={() => typedPolicy(policy)} />
        )}
      </Shown>
    </section>
  );
}

function InWords({ policy }: { policy: Policy }): ReactNode {
  const words = useWords();
  const { policy: said } = words.screens;
  const yesNo = (texts: { yes: string; no: string }, is: boolean) => (is ? texts.yes : texts.no);
  return (
    <>
      <h2>{said.offersTitle}</h2>
      <p>{said.openOffers(policy.maxOpenOffers)}</p>
      <p>{said.answerIn(policy.answerDays, policy.answerDaysAre === 'working')}</p>
      <p>{yesNo(said.mayOffer, policy.administratorMayOffer)}</p>
      <p>{said.refusals(policy.refusalsBeforeRemoval)}</p>
      <h2>{said.lettingTitle}</h2>
      <p>{yesNo(said.signOff, policy.readySignOff)}</p>
      <p>{yesNo(said.contract, policy.contractBeforeMoveIn)}</p>
      <p>{said.payer(words.payers[policy.tomgangPayer])}</p>
      <h2>{said.guaranteeTitle}</h2>
      <p>{said.guarantee(policy.guaranteeMonths, policy.guaranteeReadyDays)}</p>
      <h2>{said.peaceTitle}</h2>
      <p>{said.peace(policy.respectWindowDays)}</p>
      <h2>{said.phasesTitle}</h2>
      <PhaseTable policy={policy} />
    </>
  );
}

function PhaseTable({ policy }: { policy: Policy }): ReactNode {
  const words = useWords();
  const { policy: said } = words.screens;
  const phases = PHASE_ORDER.filter((phase) => Object.hasOwn(policy.targetDays, phase)) as (keyof Policy['targetDays'])[];
  return (
    <table>
      <Head of={[said.phaseHead.phase, [said.phaseHead.target, 'number'], said.phaseHead.owner]} />
      <tbody>
        {phases.map((phase) => (
          <tr key={phase}>
            <th scope="row">{words.phases[phase]}</th>
            <td className="number">{said.days(policy.targetDays[phase])}</td>
            <td>{words.owners[policy.owners[phase]]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
