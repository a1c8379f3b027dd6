import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { DayField } from '../../forms/day-field';
import { dayTyped } from '../../forms/day-typed';
import { announce } from '../../state/announced';
import { useClock, useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Fault } from '../../ui/fault';
import { Shown } from '../../ui/shown';

type Colleagues = readonly components['schemas']['ActorAnswer'][];

/** Who has one's homes in their day, from a day to a day; and whose homes are in one's own. */
export function StandIn(): ReactNode {
  const { me: words } = useWords().screens;
  const colleagues = api.useQuery('get', '/v1/me/colleagues', {});
  return (
    <section>
      <h2>{words.standIn}</h2>
      <p className="faint">{words.standInAbout}</p>
      <Shown of={colleagues}>
        {({ colleagues: all }) => (
          <>
            <Standing all={all} />
            {all.length ? <StandInForm all={all} /> : <p className="faint">{words.noColleagues}</p>}
            <StoodInFor all={all} />
          </>
        )}
      </Shown>
    </section>
  );
}

const calledIn = (all: Colleagues, id: string) => all.find((each) => each.id === id)?.called ?? id;

/** Who stands in as things are, and the end of it. */
function Standing({ all }: { all: Colleagues }): ReactNode {
  const words = useWords();
  const queries = useQueryClient();
  const { standIn } = useMe();
  const end = api.useMutation('post', '/v1/me/stand-in/end', { onSuccess: () => queries.invalidateQueries() });
  if (!standIn) return null;
  return (
    <p>
      {words.screens.me.standInNow(calledIn(all, standIn.by), words.date(standIn.from), words.date(standIn.to))}{' '}
      <button type="button" onClick={() => end.mutate({})}>
        {words.screens.me.nobody}
      </button>
    </p>
  );
}

function StandInForm({ all }: { all: Colleagues }): ReactNode {
  const words = useWords();
  const { me, forms } = words.screens;
  const { today } = useClock();
  const queries = useQueryClient();
  const [by, setBy] = useState('');
  const [from, setFrom] = useState(words.date(today));
  const [to, setTo] = useState('');
  const save = api.useMutation('post', '/v1/me/stand-in', {
    onSuccess: async () => {
      announce(me.saved);
      await queries.invalidateQueries();
    },
  });
  const [first, last] = [dayTyped(from, today), dayTyped(to, today)];
  const faultOf = (typed: string, day: string | undefined) => (typed && day === undefined ? forms.dayUnreadable : undefined);
  const common = { schema: {}, event: '', isRequired: true, today };
  return (
    <form
      className="command"
      onSubmit={(event) => {
        event.preventDefault();
        if (by && first !== undefined && last !== undefined) save.mutate({ body: { by, from: first, to: last } });
      }}
    >
      <label>
        {me.colleague}{' '}
        <select value={by} required onChange={(event) => setBy(event.target.value)}>
          <option value="">{forms.choose}</option>
          {all.map(({ id, called }) => (
            <option key={id} value={id}>
              {called ?? id}
            </option>
          ))}
        </select>
      </label>
      <DayField
        {...common}
        name="from"
        label={me.from}
        value={from}
        fault={faultOf(from, first)}
        onChange={(typed) => setFrom(typed as string)}
      />
      <DayField {...common} name="to" label={me.to} value={to} fault={faultOf(to, last)} onChange={(typed) => setTo(typed as string)} />
      <Fault error={save.error} />
      <div className="buttons">
        <button className="primary" disabled={save.isPending}>
          {forms.save}
        </button>
      </div>
    </form>
  );
}

function StoodInFor({ all }: { all: Colleagues }): ReactNode {
  const { me: words } = useWords().screens;
  const { standsInFor } = useMe();
  if (!standsInFor.length) return null;
  return (
    <>
      <h3>{words.iStandInFor}</h3>
      <ul>
        {standsInFor.map(({ id, buildings }) => (
          <li key={id}>{words.standsIn(calledIn(all, id), buildings.join(', '))}</li>
        ))}
      </ul>
    </>
  );
}
