import { useState, type ReactNode } from 'react';
import type { components } from '../../../made/api';
import { api } from '../../api/client';
import { useAddress } from '../../state/address';
import { lastMeeting } from '../../state/last-meeting';
import { useClock } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { DayInput } from '../../ui/day-input';
import { Shown } from '../../ui/shown';
import { HomeDiffers } from './home-differs';
import { pointsOf, PRESETS, type Points } from './points';

/** So many homes are shown at first. */
const SHOWN = 30;
type Answer = components['schemas']['DifferenceAnswer'];

/** Two points in both times, and what differs between them, home by home. */
export function Difference(): ReactNode {
  const words = useWords();
  const { history } = words.screens;
  const [params, change] = useAddress();
  const { today } = useClock();
  const { times } = useTimes();
  const meeting = lastMeeting(today);
  const said = (name: keyof Points) => params.get(name) ?? '';
  const isSaid = [...Object.keys(pointsOf('meeting', today, meeting))].some((name) => params.has(name));
  const points = isSaid
    ? { aSand: said('aSand'), aKendt: said('aKendt'), bSand: said('bSand'), bKendt: said('bKendt') }
    : pointsOf('meeting', today, meeting);
  const query = {
    ...(points.aSand && { asOf: points.aSand }),
    ...(points.aKendt && { knownAt: points.aKendt }),
    ...part('thenAsOf', points.bSand || times.asOf),
    ...part('thenKnownAt', points.bKendt || times.knownAt),
  };
  const answer = api.useQuery('get', '/v1/difference', { params: { query } });
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">{history.difference}</h2>
      <p className="hint">{history.differenceAbout}</p>
      <div className="buttons">
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={isSame(points, pointsOf(preset, today, meeting))}
            onClick={() => change({ ...pointsOf(preset, today, meeting) })}
          >
            {preset === 'meeting' ? history.presets.meeting(words.date(meeting)) : history.presets[preset]}
          </button>
        ))}
      </div>
      <PointFields points={points} onChange={(next) => change({ ...points, ...next })} />
      <Shown of={answer}>{(told) => <Differing told={told} />}</Shown>
    </section>
  );
}

const isSame = (one: Points, other: Points) => (Object.keys(one) as (keyof Points)[]).every((name) => one[name] === other[name]);

const part = <K extends string>(name: K, value: string | undefined) => (value ? { [name]: value } : {}) as { [P in K]?: string };

function PointFields({ points, onChange }: { points: Points; onChange(next: Partial<Points>): void }): ReactNode {
  const { history } = useWords().screens;
  const day = (name: keyof Points, label: string) => (
    <DayInput
      label={label}
      value={points[name].slice(0, 10)}
      mayBeEmpty
      empty={history.now}
      onChoose={(chosen) => onChange({ [name]: chosen })}
    />
  );
  return (
    <div className="points">
      <fieldset>
        <legend>{history.pointA}</legend>
        {day('aSand', history.trueOn)}
        {day('aKendt', history.knownOn)}
      </fieldset>
      <fieldset>
        <legend>{history.pointB}</legend>
        {day('bSand', history.trueOn)}
        {day('bKendt', history.knownOn)}
      </fieldset>
    </div>
  );
}

function Differing({ told: { from, to, homes } }: { told: Answer }): ReactNode {
  const words = useWords();
  const { history } = words.screens;
  const [shown, setShown] = useState(SHOWN);
  const said = ({ asOf, knownAt }: Answer['from']) =>
    history.point(words.date(asOf), knownAt === null ? history.now : words.moment(knownAt));
  return (
    <div aria-live="polite">
      <h3>{homes.length ? history.differ(homes.length) : history.alike}</h3>
      <p className="hint">{history.between(said(from), said(to))}</p>
      {homes.slice(0, shown).map((home) => (
        <HomeDiffers key={home.unit} home={home} from={from} to={to} />
      ))}
      {homes.length > shown ? (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          {history.more(Math.min(SHOWN, homes.length - shown))}
        </button>
      ) : null}
    </div>
  );
}
