import { useState, type ReactNode } from 'react';
import { plusDays } from '../../forms/day-typed';
import { useWords } from '../../state/spoken';
import { PHASE_ORDER } from '../../ui/phases';
import type { Strip } from './strip-types';
import { scaleOf, type Scale } from './strip-scale';

interface Props {
  strip: Strip;
  asOf: string;
  called(citizen: string): string;
}

type Segment = Strip['segments'][number];

/** Phases on one track, works and offers on two below; the respect window hatched, the target of a phase as a tick. Arrow keys go from phase to phase. */
export function StripPicture({ strip, asOf, called }: Props): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  const [chosen, choose] = useState(-1);
  const last = strip.ended ? plusDays(strip.ended, -1) : asOf;
  const scale = scaleOf(strip.vacantFrom, last);
  const { segments } = strip;
  const said = useSegmentSaid();
  return (
    <figure className="strip">
      <ul className="tracks" aria-hidden="true">
        <li>{home.phasesTrack}</li>
        <li>{home.works}</li>
        <li>{home.offersTrack}</li>
      </ul>
      <svg aria-hidden="true" width="100%" height="104">
        <Hatch id="respect" />
        {segments.map((segment, n) => (
          <PhaseBar key={segment.from + segment.phase} segment={segment} scale={scale} isChosen={n === chosen} onChoose={() => choose(n)} />
        ))}
        {strip.respectWindow ? (
          <rect
            className="respect"
            fill="url(#respect)"
            y="39"
            height="9"
            {...spread(scale, strip.respectWindow.from, strip.respectWindow.until)}
          />
        ) : null}
        <Targets segments={segments} scale={scale} last={last} />
        <Tracks strip={strip} scale={scale} last={last} called={called} />
        {scale.months.map((day) => (
          <text key={day} className="month" x={`${scale.at(day)}%`} y="100">
            {words.date(day).slice(0, -5)}
          </text>
        ))}
      </svg>
      <input
        type="range"
        className="cursor"
        aria-label={home.strip}
        aria-valuetext={segments[chosen] ? said(segments[chosen]) : ''}
        min={0}
        max={segments.length - 1}
        value={Math.max(chosen, 0)}
        onFocus={() => choose(Math.max(chosen, 0))}
        onChange={(event) => choose(Number(event.target.value))}
      />
      <figcaption>{segments[chosen] ? said(segments[chosen]) : null}</figcaption>
    </figure>
  );
}

const spread = (scale: Scale, from: string, through: string) => {
  const { x, width } = scale.across(from, through);
  return { x: `${x}%`, width: `${width}%` };
};

interface BarProps {
  segment: Segment;
  scale: Scale;
  isChosen: boolean;
  onChoose(): void;
}

/** A phase: its colour, its number, its days; its name where there is room. */
function PhaseBar({ segment: { phase, from, to, days }, scale, isChosen, onChoose }: BarProps): ReactNode {
  const words = useWords();
  const { x, width } = scale.across(from, to);
  const number = PHASE_ORDER.indexOf(phase) + 1;
  return (
    <g data-phase={phase} className={isChosen ? 'bar chosen' : 'bar'} onPointerEnter={onChoose}>
      <rect x={`${x}%`} y="18" width={`${width}%`} height="30" />
      {width > 2 ? (
        <text x={`${x + width / 2}%`} y="34" textAnchor="middle">
          {number < 9 ? number : '–'}
          {width > 6 ? ` · ${days}` : ''}
        </text>
      ) : null}
      {width > 11 ? (
        <text className="name" x={`${x}%`} y="12">
          {words.phases[phase]}
        </text>
      ) : null}
    </g>
  );
}

/** A tick above and below what is written in the bar. */
const TICK = [
  [14, 23],
  [40, 52],
] as const;

/** Where each phase should have been over: a tick at its target, as far as it lies within the vacancy. */
function Targets({ segments, scale, last }: { segments: readonly Segment[]; scale: Scale; last: string }): ReactNode {
  const { home } = useWords().screens;
  return segments.map(({ phase, from, targetDays, days }) => {
    if (targetDays === null || targetDays >= days) return null;
    const day = plusDays(from, targetDays);
    if (day > last) return null;
    return (
      <g key={from + phase}>
        <title>{home.targetTick(targetDays)}</title>
        {TICK.map(([y1, y2]) => (
          <line key={y1} className="target" x1={`${scale.at(day)}%`} x2={`${scale.at(day)}%`} y1={y1} y2={y2} />
        ))}
      </g>
    );
  });
}

interface TrackProps {
  strip: Strip;
  scale: Scale;
  last: string;
  called(citizen: string): string;
}

/** What ran beside the phases: works on one track, offers on another. */
function Tracks({ strip, scale, last, called }: TrackProps): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  const until = (day: string | null) => (day === null || day > last ? last : plusDays(day, -1));
  return (
    <>
      {strip.worksRuns.map(({ from, doneOn }) => (
        <rect key={from} className="works-run" y="58" height="10" rx="2" {...spread(scale, from, until(doneOn))}>
          <title>{home.worksSaid(words.date(from), doneOn ? words.date(doneOn) : home.onGoing)}</title>
        </rect>
      ))}
      {strip.offers.map(({ offerId, citizen, made, resolvedOn, status }) => (
        <rect key={offerId} className={`offer ${status}`} y="73" height="10" rx="2" {...spread(scale, made, until(resolvedOn))}>
          <title>
            {home.offerSaid(
              citizen ? called(citizen) : '-',
              words.date(made),
              resolvedOn ? words.date(resolvedOn) : home.onGoing,
              words.offerStatuses[status],
            )}
          </title>
        </rect>
      ))}
    </>
  );
}

function Hatch({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
  );
}

function useSegmentSaid(): (segment: Segment) => string {
  const words = useWords();
  const { home, shell } = words.screens;
  return ({ phase, from, to, days, goesOn, targetDays, delayDays, owner }) =>
    [
      `${words.phases[phase]}: ${words.date(from)} - ${goesOn ? home.onGoing : words.date(to)}, ${shell.days(days)}`,
      targetDays === null ? '' : home.targetTick(targetDays),
      delayDays > 0 ? home.beyond(delayDays) : '',
      `${home.ballWith} ${words.owners[owner]}`,
    ]
      .filter(Boolean)
      .join(' · ');
}
