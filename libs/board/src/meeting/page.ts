import { copenhagenDate, daysBetween } from '@relet/domain';
import { escaped, pagePolicy } from '@relet/platform';
import { fieldSaid, valueSaid, wordFor, WORDS, type Language, type MeetingSection, type Words } from '@relet/words';
import type { Corrected, Item, MeetingAnswer, Place } from './meeting.answers.js';

const STYLE = `@page{size:A4 landscape;margin:12mm}
body{font:10pt/1.35 system-ui,sans-serif;color:#111;margin:0 auto;max-width:270mm;padding:4mm}
h1{font-size:18pt;margin:0}h2{font-size:12pt;margin:6mm 0 0;break-after:avoid}
p{margin:0 0 2mm;color:#444}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:1mm 2mm;border-bottom:.3mm solid #bbb;vertical-align:top}
th{border-bottom-color:#111}thead{display:table-header-group}tr{break-inside:avoid}
th.n,td.n{text-align:right}td.n{font-variant-numeric:tabular-nums}footer{margin-top:6mm;color:#444;font-size:8.5pt}`;

/** What the page may do in a browser. */
export const PAGE_POLICY = pagePolicy(STYLE);

type Cell = string | number | null;

/** The agenda as a page for A4: a table a section, every value escaped. */
export function meetingPage(meeting: MeetingAnswer, language: Language): string {
  const { meeting: words, date } = WORDS[language];
  const where = meeting.municipality ?? words.everywhere;
  const rows = rowsOf(meeting, WORDS[language]);
  const warnings = [
    ...(meeting.upToDate ? [] : [words.notUpToDate]),
    ...(meeting.parked.length ? [words.notRead(meeting.parked.join(', '))] : []),
  ];
  const sections = (Object.keys(words.sections) as MeetingSection[]).map((name) => section(words, name, rows[name]));
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(`${words.title} ${date(meeting.asOf)}`)}</title><style>${STYLE}</style></head>
<body><header><h1>${escaped(words.title)}</h1><p>${escaped(words.subtitle(date(meeting.since), date(meeting.asOf), where))}</p>${warnings.map((text) => `<p><strong>${escaped(text)}</strong></p>`).join('')}</header>
<main>${sections.join('\n')}</main>
<footer>${escaped(words.printed(meeting.position ?? '-'))}</footer></body></html>
`;
}

function section(words: Words['meeting'], name: MeetingSection, rows: readonly Cell[][]): string {
  const { heading, about, head } = words.sections[name];
  const title = `<section><h2>${escaped(heading)} (${rows.length})</h2>`;
  if (!rows.length) return `${title}<p>${escaped(words.none)}</p></section>`;
  const side = (cell: Cell | undefined) => (typeof cell === 'number' ? ' class="n"' : '');
  const heads = head.map((text, n) => `<th scope="col"${side(rows[0]?.[n])}>${escaped(text)}</th>`);
  const cells = (row: readonly Cell[]) => row.map((cell) => `<td${side(cell)}>${escaped(cell ?? '')}</td>`);
  return `${title}<p>${escaped(about)}</p><table><thead><tr>${heads.join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row).join('')}</tr>`).join('\n')}</tbody></table></section>`;
}

/** The rows of every section, in words: also what the command line shows. */
export function rowsOf(agenda: MeetingAnswer, words: Words): Record<MeetingSection, Cell[][]> {
  const { meeting, due: dues } = words;
  const say = (list: Readonly<Record<string, string>>, code: string | null) => (code === null ? '' : wordFor(list, code));
  const on = (day: string | null) => (day === null ? '' : words.date(day));
  const left = (days: number) => (days < 0 ? meeting.daysPast(-days) : meeting.days(days));
  const stands = (item: Item) => {
    const at = placed(item, words);
    const peace = item.respectWindowUntil !== null && agenda.asOf <= item.respectWindowUntil;
    return peace ? `${at} (${meeting.respectWindow(on(item.respectWindowUntil))})` : at;
  };
  const initials = new Map(agenda.initials?.map((shown) => [shown.citizen, shown.initials]));
  const home = ({ unit, building }: { unit: string; building: string }) => [unit, building];
  const ball = ({ owner }: Item) => say(words.owners, owner);
  const next = ({ nextStep }: Item) => say(words.nextSteps, nextStep);
  return {
    new: agenda.new.map((item) => [...home(item), meeting.why[item.why], stands(item), item.emptyDays, ball(item)]),
    moved: agenda.moved.map((item) => [...home(item), placed(item.from, words), stands(item), item.emptyDays, ball(item)]),
    let: agenda.let.map((item) => [...home(item), on(item.vacantFrom), on(item.movedIn), item.grossDays]),
    stuck: agenda.stuck.map((item) => [...home(item), stands(item), on(item.phaseSince), item.emptyDays, ball(item), next(item)]),
    overdue: agenda.overdue.map((item) => [
      ...[...home(item), say(words.phases, item.phase), item.phaseDays, item.targetDays, item.delayDays],
      ...[ball(item), next(item)],
    ]),
    passed: agenda.passed.map((due) => [...home(due), dues[due.what], on(due.on), left(due.daysLeft)]),
    offers: agenda.offers.map((offer) => [...home(offer), on(offer.made), on(offer.respondBy), left(offer.daysLeft)]),
    guarantee: agenda.guarantee.map(({ citizen, municipality, decidedOn, deadline, homes }) => [
      ...[
        initials.get(citizen) ?? citizen.slice(-6),
        municipality,
        on(decidedOn),
        on(deadline),
        left(daysBetween(agenda.asOf, deadline as string)),
      ],
      homes.map(({ unit }) => unit).join(', '),
    ]),
    corrected: agenda.corrected.map((correction) => [
      ...[...home(correction), say(words.events, correction.event), on(correction.effective), changed(correction, words)],
      ...[say(words.correctionReasons, correction.reason), on(copenhagenDate(correction.recordedAt))],
    ]),
  };
}

function placed({ stage, phase, letting }: Place, words: Words): string {
  const at = phase === 'unrecorded' || phase === null ? wordFor(words.stages, stage) : words.phases[phase];
  const offered = wordFor(words.lettings, letting);
  // The phases of a letting say how far it is; before them, an offer made while works run is worth a word.
  return offered && !['move_in', 'offer_pending', 'reserved', 'matching'].includes(phase ?? '') ? `${at}, ${offered}` : at;
}

function changed({ event, how, changes }: Corrected, words: Words): string {
  if (how === 'retracted') return words.meeting.how[how];
  const said = (field: string, value: unknown) => valueSaid(words, field, value, event);
  return changes.map(({ field, from, to }) => `${fieldSaid(words, field)}: ${said(field, from)} → ${said(field, to)}`).join('; ');
}
