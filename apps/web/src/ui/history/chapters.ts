import type { TimelineEvent } from '../../forms/use-history';

/** A fact of the history as it stands, with what has corrected it. */
export interface FactLine {
  event: TimelineEvent;
  /** The day on which it is true as it now stands. */
  day: string;
  corrections: readonly TimelineEvent[];
  /** What happens often and is seldom asked for. */
  isLesser: boolean;
}

/** From one moving in to the next: a tenancy's end, the vacancy, and the letting. */
export interface Chapter {
  /** The first empty day; undefined while the home is lived in. */
  vacantFrom: string | undefined;
  /** The day on which somebody moved in; undefined while nobody has. */
  movedIn: string | undefined;
  /** The first day that is told. */
  from: string;
  lines: readonly FactLine[];
}

const CORRECTIONS: ReadonlySet<string> = new Set(['EventCorrected', 'EventRetracted']);
const LESSER: ReadonlySet<string> = new Set([
  'RentSet',
  'ClearancePermitted',
  'InspectionPlanned',
  'OfferExtended',
  'OfferExpired',
  'OfferWithdrawn',
  'Reserved',
  'ReservationReleased',
  'MoveInAgreed',
  'MoveInPostponed',
  'NoticeChanged',
]);

/** A home's history by lettings, the newest first; in each the newest fact first. */
export function chaptersOf(events: readonly TimelineEvent[]): Chapter[] {
  const chapters: Chapter[] = [];
  let lines: FactLine[] = [];
  const close = (movedIn?: string) => {
    if (lines.length) chapters.unshift(chapterOf(lines, movedIn));
    lines = [];
  };
  for (const line of linesOf(events)) {
    lines.push(line);
    if (line.event.type === 'MovedIn' && line.event.standing !== 'retracted') close(line.day);
  }
  close();
  return chapters;
}

/** Facts in the order of their days, each with its corrections. */
export function linesOf(events: readonly TimelineEvent[]): FactLine[] {
  const known = new Map(events.map((event) => [event.id, event]));
  return events
    .filter(({ type }) => !CORRECTIONS.has(type))
    .map((event) => ({
      event,
      day: event.now?.effective ?? event.effective,
      corrections: event.correctedBy.flatMap((id) => known.get(id) ?? []),
      isLesser: LESSER.has(event.type) && event.standing === 'live',
    }))
    .sort((a, b) => rank(a) - rank(b) || a.day.localeCompare(b.day) || a.event.revision - b.event.revision);
}

/** The registration is first, whatever its day. */
const rank = ({ event }: FactLine) => (event.type === 'UnitRegistered' ? 0 : 1);

function chapterOf(lines: readonly FactLine[], movedIn: string | undefined): Chapter {
  const live = lines.filter(({ event }) => event.standing !== 'retracted');
  const vacated = live.findLast(({ event }) => event.type === 'Vacated');
  return { vacantFrom: vacated?.day, movedIn, from: lines[0]?.day ?? '', lines: lines.toReversed() };
}
