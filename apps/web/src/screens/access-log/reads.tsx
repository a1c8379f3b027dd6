import { useState, type FormEvent, type ReactNode } from 'react';
import { api } from '../../api/client';
import { citizenSaid } from '../../ui/said';
import { useAddress } from '../../state/address';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useActor } from '../../ui/actor';
import { Choice } from '../../ui/choice';
import { DayInput } from '../../ui/day-input';
import { Shown } from '../../ui/shown';
import { askedOf, HOWS, isPseudonym, whomIn } from './asked';
import { CitizensCopy } from './citizens-copy';
import { ReadsTable } from './reads-table';

/** The log is looked at anew as often as this, in milliseconds: no stream tells of what is read. */
const AGAIN = 10_000;

/** The readings: of a person, by somebody, by kind and by day. The address keeps what was asked, by opaque ids alone. */
export function Reads(): ReactNode {
  const words = useWords();
  const { accessLog } = words.screens;
  const [params, change] = useAddress();
  const said = (name: string) => params.get(name) ?? '';
  const [whom, who] = [said('om'), said('hvem')];
  const reads = api.useQuery('get', '/v1/access-log', { params: { query: askedOf(said) } }, { refetchInterval: AGAIN });
  const hows = HOWS.map((how) => [how, how === 'single' || how === 'all' ? accessLog.hows[how] : words.persons.readHow[how]] as const);
  return (
    <section aria-labelledby="reads">
      <h2 id="reads">{accessLog.reads}</h2>
      <search className="asked" aria-label={accessLog.reads}>
        <WhomField value={whom} onChoose={(om) => change({ om })} />
        <WhoField value={who} onChoose={(hvem) => change({ hvem })} />
        <Choice
          label={accessLog.how}
          value={said('slags') || 'single'}
          options={hows}
          onChoose={(slags) => change({ slags: slags === 'single' ? '' : slags })}
        />
        <DayInput label={accessLog.from} value={said('fra')} mayBeEmpty onChoose={(fra) => change({ fra })} />
        <DayInput label={accessLog.to} value={said('til')} mayBeEmpty onChoose={(til) => change({ til })} />
      </search>
      {whom || who ? (
        <p>{whom ? accessLog.whoSaw(isPseudonym(whom) ? citizenSaid({ citizen: whom }) : whom) : <SeenBy who={who} />}</p>
      ) : null}
      <Shown of={reads}>
        {({ reads: all, more, brokenFrom }) => (
          <>
            {brokenFrom === undefined ? null : (
              <p className="fault" role="alert">
                {accessLog.brokenFrom(brokenFrom)}
              </p>
            )}
            {more ? <p className="warning">{accessLog.older}</p> : null}
            {all.length ? (
              <ReadsTable reads={all.toReversed()} onWhom={(om) => change({ om, hvem: '' })} onWho={(hvem) => change({ hvem, om: '' })} />
            ) : (
              <p className="empty">{accessLog.none}</p>
            )}
          </>
        )}
      </Shown>
      {isPseudonym(whom) ? <CitizensCopy key={whom} citizen={whom} /> : null}
    </section>
  );
}

function SeenBy({ who }: { who: string }): ReactNode {
  return useWords().screens.accessLog.seenBy(useActor(who, ''));
}

/** Whose readings: taken by Enter or when the field is left. A name is never taken, as it would stand in the address. */
function WhomField({ value, onChoose }: { value: string; onChoose(whom: string): void }): ReactNode {
  const { accessLog } = useWords().screens;
  const [isWrong, setWrong] = useState(false);
  const take = ({ currentTarget }: FormEvent<HTMLInputElement>) => {
    const typed = currentTarget.value.trim();
    const whom = typed ? whomIn(typed) : '';
    setWrong(whom === undefined);
    if (whom !== undefined && whom !== value) onChoose(whom);
  };
  return (
    <div className="choice">
      <label htmlFor="whom">{accessLog.whom}</label>
      <input
        id="whom"
        key={value}
        data-filter
        defaultValue={value}
        placeholder={accessLog.whomHint}
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'whom-said' : undefined}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take(event)}
      />
      {isWrong ? (
        <p id="whom-said" className="fault" role="alert">
          {accessLog.whomUnreadable}
        </p>
      ) : null}
    </div>
  );
}

/** By whom: those of one's own side by name, and whoever was chosen in the table. */
function WhoField({ value, onChoose }: { value: string; onChoose(who: string): void }): ReactNode {
  const { accessLog } = useWords().screens;
  const me = useMe();
  const called = useActor(value || me.id, '');
  const colleagues = api.useQuery('get', '/v1/me/colleagues', {}).data?.colleagues ?? [];
  const known = colleagues.map(({ id, called: name }) => [id, name ?? id] as const);
  const isNamed = !value || known.some(([id]) => id === value);
  return (
    <Choice
      label={accessLog.who}
      value={value}
      options={[['', accessLog.everybody], ...known, ...(isNamed ? [] : [[value, called] as const])]}
      onChoose={onChoose}
    />
  );
}
