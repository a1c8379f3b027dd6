import { useDeferredValue, useMemo, type ReactNode } from 'react';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { ApproveNewCitizen } from '../../persons/approve';
import { useMe } from '../../state/me';
import { useFilterText } from '../../state/filter-text';
import { useNames } from '../../state/names';
import { useWords } from '../../state/spoken';
import { useInAddress, useTimes } from '../../state/times';
import { Head } from '../../ui/head';
import { FilterField } from '../../ui/filter-field';
import { Scroll } from '../../ui/scroll';
import { Shown } from '../../ui/shown';
import { NamesBar } from './names-bar';
import { WaitingLine } from './waiting-line';
import '../../styles/waiting.css';

type Answer = components['schemas']['WaitingAnswer'];

/** Who waits for a home, who is nearest to the guarantee first. */
export default function Waiting(): ReactNode {
  const { shell } = useWords().screens;
  const { times, isPast } = useTimes();
  const list = api.useQuery('get', '/v1/waiting-list', { params: { query: times } });
  const me = useMe();
  const canRecord = me.rights.includes('command') && !isPast;
  return (
    <>
      <h1>{shell.places.waiting}</h1>
      {canRecord && me.party === 'municipality' && me.rights.includes('persons') ? <ApproveNewCitizen /> : null}
      <Shown of={list}>{(answer) => <Citizens answer={answer} canRecord={canRecord} />}</Shown>
    </>
  );
}

/** Initials say who somebody is, and so might all else that is typed here: none of it stands in the address. */
const nothing = (text: string) => text === '';

/** Days before the last day from which a guarantee is called near, as the meeting has it. */
const NEAR = 14;

function Citizens({ answer, canRecord }: { answer: Answer; canRecord: boolean }): ReactNode {
  const words = useWords();
  const { waiting, shell } = words.screens;
  const { citizens, initials = [] } = answer;
  const [list, setList] = useInAddress('liste');
  const [near, setNear] = useInAddress('naer');
  const [municipality, setMunicipality] = useInAddress('kommune');
  const text = useFilterText('tekst');
  const [only, setOnly] = useInAddress('borger');
  const names = useNames(useMemo(() => citizens.map(({ citizen }) => citizen), [citizens]));
  const letters = useMemo(() => new Map(initials.map((shown) => [shown.citizen, shown.initials])), [initials]);
  const sought = useDeferredValue(text).toLocaleLowerCase('da');
  const shown = citizens.filter(
    (each) =>
      (!list || each.list === list) &&
      (!municipality || each.municipality === municipality) &&
      (!only || each.citizen === only) &&
      (!near || (each.daysLeft !== null && each.daysLeft <= NEAR)) &&
      `${letters.get(each.citizen) ?? ''} ${each.citizen}`.toLocaleLowerCase('da').includes(sought),
  );
  const municipalities = [...new Set(citizens.map((each) => each.municipality))].sort();
  if (!citizens.length) return <p className="empty">{waiting.empty}</p>;
  return (
    <>
      <search className="filters no-print" aria-label={words.screens.board.filters}>
        <FilterField name="tekst" label={waiting.filter} mayStand={nothing} />
        <select aria-label={waiting.list} value={list} onChange={(event) => setList(event.target.value)}>
          <option value="">{waiting.allLists}</option>
          <option value="general">{words.waitingLists.general}</option>
          <option value="specific">{words.waitingLists.specific}</option>
        </select>
        {municipalities.length > 1 ? (
          <select
            aria-label={words.screens.board.municipality}
            value={municipality}
            onChange={(event) => setMunicipality(event.target.value)}
          >
            <option value="">
              {words.screens.board.municipality}: {shell.all}
            </option>
            {municipalities.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        ) : null}
        <label className="mark">
          <input type="checkbox" checked={near !== ''} onChange={(event) => setNear(event.target.checked ? 'ja' : '')} /> {waiting.near}
        </label>
        {only ? (
          <button type="button" onClick={() => setOnly('')}>
            {words.screens.board.clear}
          </button>
        ) : null}
        <NamesBar names={names} />
      </search>
      {shown.length ? (
        <Scroll>
          <table className="waiting">
            <Head of={[waiting.citizen, waiting.list, waiting.decided, waiting.clock, waiting.offers, waiting.homes]} />
            <tbody>
              {shown.map((each) => (
                <WaitingLine
                  key={each.citizen}
                  waiting={each}
                  initials={letters.get(each.citizen)}
                  name={names.names?.get(each.citizen)}
                  canRecord={canRecord}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : (
        <p className="empty">{waiting.emptyFiltered}</p>
      )}
    </>
  );
}
