import { fieldsSaid, wordFor } from '@relet/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { components, operations } from '../../../made/api';
import { client } from '../../api/client';
import { plusDays } from '../../forms/day-typed';
import { useAddress } from '../../state/address';
import { useClock, useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Actor } from '../../ui/actor';
import { useTimes } from '../../state/times';
import { Choice } from '../../ui/choice';
import { DayInput } from '../../ui/day-input';
import { Shown } from '../../ui/shown';
import { isPseudonym, whomIn } from '../access-log/asked';
import { contentSaid } from '../../ui/content';
import { citizenSaid } from '../../ui/said';
import { Scroll } from '../../ui/scroll';

type EventsAsked = NonNullable<operations['events']['parameters']['query']>;
type Listed = components['schemas']['EventListed'];

/** The log event by event: by home, kind, actor and day; the address keeps what was asked. */
export function Events(): ReactNode {
  const words = useWords();
  const { history } = words.screens;
  const [params, change] = useAddress();
  const { today } = useClock();
  const { times } = useTimes();
  const [hasProofs, setProofs] = useState(false);
  const said = (name: string) => params.get(name) ?? '';
  const query: EventsAsked = {
    from: said('hFra') || plusDays(today, -7),
    to: said('hTil') || today,
    days: said('hDag') === 'true' ? 'true' : 'recorded',
    ...(said('hBolig') && { unit: said('hBolig') }),
    ...(said('hType') && { type: said('hType') as NonNullable<EventsAsked['type']> }),
    ...(said('hHvem') && { actor: said('hHvem') }),
    ...(times.knownAt && { knownAt: times.knownAt }),
  };
  const pages = useInfiniteQuery({
    queryKey: ['get', '/v1/events', query],
    queryFn: ({ pageParam, signal }) => pageOf({ ...query, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  });
  const shownActors = (pages.data?.pages ?? []).flatMap(({ events }) => events.map(({ actor }) => actor));
  return (
    <section aria-labelledby="events">
      <h2 id="events">{history.events}</h2>
      <p className="hint">{history.eventsAbout}</p>
      <search className="asked" aria-label={history.events}>
        <Typed label={history.home} name="hBolig" value={said('hBolig')} isFilter read={homeIn} onType={(hBolig) => change({ hBolig })} />
        <Choice
          label={history.type}
          value={said('hType')}
          options={[['', history.allTypes], ...Object.entries(words.events).sort(([, a], [, b]) => a.localeCompare(b, 'da'))]}
          onChoose={(hType) => change({ hType })}
        />
        <Typed
          label={history.actor}
          name="hHvem"
          value={said('hHvem')}
          hint={history.actorHint}
          read={actorIn(shownActors)}
          onType={(hHvem) => change({ hHvem })}
        />
        <DayInput label={history.from} value={query.from ?? ''} onChoose={(hFra) => change({ hFra })} />
        <DayInput label={history.to} value={query.to ?? ''} onChoose={(hTil) => change({ hTil })} />
        <Choice
          label={history.days}
          value={query.days ?? 'recorded'}
          options={(['recorded', 'true'] as const).map((each) => [each, history.byDay[each]])}
          onChoose={(days) => change({ hDag: days === 'true' ? days : '' })}
        />
        <label className="mark">
          <input type="checkbox" checked={hasProofs} onChange={({ target }) => setProofs(target.checked)} /> {history.proofs}
        </label>
      </search>
      <Shown of={pages}>{({ pages: all }) => <EventsTable events={all.flatMap(({ events }) => events)} hasProofs={hasProofs} />}</Shown>
      {pages.hasNextPage ? (
        <button type="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {history.nextPage}
        </button>
      ) : null}
    </section>
  );
}

/** The number of a home, and of nothing else. */
function homeIn(text: string): string | undefined {
  const whom = whomIn(text);
  return whom === undefined || isPseudonym(whom) ? undefined : whom;
}

/** The id of an actor: one that is shown, or of the shape that ids have. */
const actorIn = (shown: readonly string[]) => (text: string) =>
  shown.includes(text) || /^(user|account|demo|import|system)-[a-z0-9-]{1,63}$/.test(text) ? text : undefined;

async function pageOf(query: EventsAsked, signal: AbortSignal): Promise<components['schemas']['EventsAnswer']> {
  // What cannot be answered is thrown as a Problem.
  const { data } = await client.GET('/v1/events', { params: { query }, signal });
  return data as components['schemas']['EventsAnswer'];
}

interface TypedProps {
  label: string;
  name: string;
  value: string;
  hint?: string;
  isFilter?: boolean;
  /** The id that a text is; undefined for what is none and may be somebody's name. */
  read(text: string): string | undefined;
  onType(text: string): void;
}

/** An id that is taken by Enter or when the field is left: half a word is not asked for, and what is no id stands in no address. */
function Typed({ label, name, value, hint, isFilter, read, onType }: TypedProps): ReactNode {
  const id = useId();
  const { history } = useWords().screens;
  const [isWrong, setWrong] = useState(false);
  const take = (event: FormEvent<HTMLInputElement>) => {
    const typed = event.currentTarget.value.trim();
    const text = typed && read(typed);
    setWrong(text === undefined);
    if (text !== undefined && text !== value) onType(text);
  };
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        key={value}
        name={name}
        defaultValue={value}
        placeholder={hint}
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-said` : undefined}
        {...(isFilter && { 'data-filter': '' })}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take(event)}
      />
      {isWrong ? (
        <p id={`${id}-said`} className="fault" role="alert">
          {history.unreadable}
        </p>
      ) : null}
    </div>
  );
}

function EventsTable({ events, hasProofs }: { events: readonly Listed[]; hasProofs: boolean }): ReactNode {
  const { history } = useWords().screens;
  if (!events.length) return <p className="empty">{history.none}</p>;
  const heads = [history.recorded, history.true, history.home, history.type, history.content, history.actor];
  return (
    <Scroll>
      <table className="events">
        <Head of={[...heads, ...(hasProofs ? [history.id] : [])]} />
        <tbody>
          {events.map((event) => (
            <EventRow key={event.id} event={event} hasProofs={hasProofs} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function EventRow({ event, hasProofs }: { event: Listed; hasProofs: boolean }): ReactNode {
  const words = useWords();
  const { history } = words.screens;
  const isAuditor = useMe().roles.includes('auditor');
  const { id, type, effective, recordedAt, actor, party, payload, hash, unit, citizen, policy } = event;
  return (
    <tr data-row>
      <td>{words.moment(recordedAt)}</td>
      <td>{words.date(effective)}</td>
      <th scope="row">
        {unit ? <Link to={`/bolig/${unit}#${id}`}>{unit}</Link> : null}
        {citizen ? (
          <Link to={`/borger/${citizen}`}>
            {history.citizen} {citizenSaid({ citizen })}
          </Link>
        ) : null}
        {policy ? (
          <Link to={`/praksis/${policy}`}>
            {history.policy} {policy}
          </Link>
        ) : null}
      </th>
      <td>
        {wordFor(words.events, type)} {isAuditor ? <code>{type}</code> : null}
      </td>
      <td>{(hasProofs ? fieldsSaid : contentSaid)(words, payload, type)}</td>
      <td>
        <Actor id={actor} party={party} />
      </td>
      {hasProofs ? (
        <td className="proof">
          <code>{id}</code> <code>{hash}</code>
        </td>
      ) : null}
    </tr>
  );
}
