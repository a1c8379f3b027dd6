import { fieldSaid, valueSaid, wordFor, type MeetingSection, type Words } from '@relet/words';
import type { components } from '../../../made/api';
import { commandOfStep } from '../../forms/commands';
import type { Step } from '../../state/step';
import { isInPeace } from '../../ui/peace';
import { citizenSaid } from '../../ui/said';
import type { Side } from '../../ui/step-button';

export type Meeting = components['schemas']['MeetingAnswer'];
type Item = components['schemas']['Item'];

/** One thing to speak of: the cells of its section's table, and the step that could be taken at once. */
export interface Point {
  key: string;
  section: MeetingSection;
  /** Where it leads. */
  to: string;
  cells: readonly (string | number)[];
  step: Step | undefined;
  /** It happened before the last meeting and was recorded after it. */
  isLate?: boolean;
  /** Who may take it, where that is told. */
  by?: readonly Side[];
}

/** The agenda in the order in which it is gone through: every section with its points. */
export function pointsOf(meeting: Meeting, words: Words): Record<MeetingSection, Point[]> {
  const said = saidIn(meeting, words);
  const { sections } = words.meeting;
  const isBefore = (day: string | null) => day !== null && day < meeting.since;
  const cells: Record<MeetingSection, (Pick<Point, 'cells' | 'step' | 'by' | 'isLate'> & { unit?: string; citizen?: string })[]> = {
    new: meeting.new.map((item) => ({
      ...{ ...said.home(item), isLate: isBefore(item.on) },
      cells: [...said.place(item), wordFor(words.meeting.why, item.why), said.stands(item), item.emptyDays, said.ball(item)],
    })),
    moved: meeting.moved.map((item) => ({
      ...{ ...said.home(item), isLate: item.phase !== item.from.phase && isBefore(item.phaseSince) },
      cells: [...said.place(item), said.placed(item.from), said.stands(item), item.emptyDays, said.ball(item)],
    })),
    let: meeting.let.map((item) => ({
      ...{ unit: item.unit, step: undefined, isLate: isBefore(item.movedIn) },
      cells: [...said.place(item), words.date(item.vacantFrom), words.date(item.movedIn), item.grossDays],
    })),
    stuck: meeting.stuck.map((item) => ({
      ...said.home(item),
      cells: [...said.place(item), said.stands(item), said.on(item.phaseSince), item.emptyDays, said.ball(item), said.next(item)],
    })),
    overdue: meeting.overdue.map((item) => ({
      ...said.home(item),
      cells: [
        ...[...said.place(item), item.phase === null ? '' : wordFor(words.phases, item.phase), item.phaseDays],
        ...[item.targetDays ?? '', item.delayDays, said.ball(item), said.next(item)],
      ],
    })),
    passed: meeting.passed.map((due) => ({
      ...{ unit: due.unit, step: { unit: due.unit, about: due.building } },
      cells: [...said.place(due), wordFor(words.due, due.what), words.date(due.on), said.left(due.daysLeft)],
    })),
    offers: meeting.offers.map((offer) => ({
      ...{ unit: offer.unit, step: { unit: offer.unit, about: offer.building, command: 'AcceptOffer', offer: offer.offerId } },
      cells: [...said.place(offer), words.date(offer.made), words.date(offer.respondBy), said.left(offer.daysLeft)],
    })),
    guarantee: meeting.guarantee.map((each) => ({
      ...{ citizen: each.citizen, step: said.offerTo(each) },
      cells: [
        ...[said.citizen(each.citizen), each.municipality, words.date(each.decidedOn), said.on(each.deadline)],
        ...[each.daysLeft === null ? '' : said.left(each.daysLeft), each.homes.map(({ unit }) => unit).join(', ')],
      ],
    })),
    corrected: meeting.corrected.map((each) => ({
      ...{ unit: each.unit, step: undefined },
      cells: [
        ...[...said.place(each), wordFor(words.events, each.event), words.date(each.effective), said.changed(each)],
        ...[wordFor(words.correctionReasons, each.reason), words.moment(each.recordedAt)],
      ],
    })),
  };
  const of = (section: MeetingSection) =>
    cells[section]
      .map(({ unit, citizen, ...point }, n): Point => ({
        ...{ ...point, section, key: `${section}${n}${unit ?? citizen}` },
        to: unit === undefined ? `/borger/${citizen}` : `/bolig/${unit}`,
      }))
      .sort((a, b) => Number(a.isLate ?? false) - Number(b.isLate ?? false));
  return Object.fromEntries((Object.keys(sections) as MeetingSection[]).map((section) => [section, of(section)])) as Record<
    MeetingSection,
    Point[]
  >;
}

/** How the parts of an agenda are said. */
function saidIn(meeting: Meeting, words: Words) {
  const initials = new Map(meeting.initials?.map((shown) => [shown.citizen, shown.initials]));
  const placed = ({ stage, phase, letting }: Pick<Item, 'stage' | 'phase' | 'letting'>) => {
    const at = phase === null || phase === 'unrecorded' ? wordFor(words.stages, stage) : wordFor(words.phases, phase);
    const offered = wordFor(words.lettings, letting);
    return offered && !LETTING.has(phase ?? '') ? `${at}, ${offered}` : at;
  };
  return {
    placed,
    place: ({ unit, building }: { unit: string; building: string }) => [unit, building],
    home: ({ unit, building, nextStep, nextStepBy }: Item) => ({
      ...{ unit, by: nextStepBy, step: nextStep === null ? undefined : { unit, about: building, command: commandOfStep(nextStep) } },
    }),
    stands: (item: Item) =>
      isInPeace(item, meeting.asOf)
        ? `${placed(item)} (${words.meeting.respectWindow(words.date(item.respectWindowUntil as string))})`
        : placed(item),
    ball: ({ owner }: Item) => (owner === null ? '' : wordFor(words.owners, owner)),
    next: ({ nextStep }: Item) => (nextStep === null ? '' : wordFor(words.nextSteps, nextStep)),
    on: (day: string | null) => (day === null ? '' : words.date(day)),
    left: (days: number) => (days < 0 ? words.meeting.daysPast(-days) : words.meeting.days(days)),
    citizen: (citizen: string) => initials.get(citizen) ?? citizenSaid({ citizen }),
    offerTo: ({ citizen, homes }: Meeting['guarantee'][number]): Step | undefined =>
      homes[0] && { unit: homes[0].unit, about: homes[0].building, command: 'MakeOffer', given: { citizen } },
    changed: ({ event, how, changes }: Meeting['corrected'][number]) => {
      if (how === 'retracted') return words.meeting.how[how];
      const value = (field: string, of: unknown) => valueSaid(words, field, of, event);
      return changes.map(({ field, from, to }) => `${fieldSaid(words, field)}: ${value(field, from)} → ${value(field, to)}`).join('; ');
    },
  };
}

/** Phases that say themselves how far the letting is. */
const LETTING: ReadonlySet<string> = new Set(['move_in', 'offer_pending', 'reserved', 'matching']);
