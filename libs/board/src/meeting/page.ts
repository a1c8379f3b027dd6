import { createHash } from 'node:crypto';
import { copenhagenDate, daysBetween, isCivilDate } from '@relet/domain';
import type { Corrected } from './corrected.js';
import { danish } from './danish.js';
import { english } from './english.js';
import type { MeetingAnswer } from './meeting.handler.js';
import type { Item, Place } from './meeting.js';
import { worded, type Section, type Words } from './words.js';

const STYLE = `@page{size:A4 landscape;margin:12mm}
body{font:10pt/1.35 system-ui,sans-serif;color:#111;margin:0 auto;max-width:270mm;padding:4mm}
h1{font-size:18pt;margin:0}h2{font-size:12pt;margin:6mm 0 0;break-after:avoid}
p{margin:0 0 2mm;color:#444}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:1mm 2mm;border-bottom:.3mm solid #bbb;vertical-align:top}
th{border-bottom-color:#111}thead{display:table-header-group}tr{break-inside:avoid}
th.n,td.n{text-align:right}td.n{font-variant-numeric:tabular-nums}footer{margin-top:6mm;color:#444;font-size:8.5pt}`;

/** What the page may do in a browser: show itself, with its own style; nothing else. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** The words of a language. */
export const WORDS: Readonly<Record<'da' | 'en', Words>> = { da: danish, en: english };

type Cell = string | number | null;

/** The agenda as a page for A4: a table a section, every value escaped. */
export function meetingPage(meeting: MeetingAnswer, language: 'da' | 'en'): string {
  const words = WORDS[language];
  const where = meeting.municipality ?? words.everywhere;
  const rows = rowsOf(meeting, words);
  const warnings = [
    ...(meeting.upToDate ? [] : [words.notUpToDate]),
    ...(meeting.parked.length ? [words.notRead(meeting.parked.join(', '))] : []),
  ];
  const sections = (Object.keys(words.sections) as Section[]).map((name) => section(words, name, rows[name]));
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(`${words.title} ${words.date(meeting.asOf)}`)}</title><style>${STYLE}</style></head>
<body><header><h1>${escape(words.title)}</h1><p>${escape(words.subtitle(words.date(meeting.since), words.date(meeting.asOf), where))}</p>${warnings.map((text) => `<p><strong>${escape(text)}</strong></p>`).join('')}</header>
<main>${sections.join('\n')}</main>
<footer>${escape(words.printed(meeting.position ?? '-'))}</footer></body></html>
`;
}

function section(words: Words, name: Section, rows: readonly Cell[][]): string {
  const { heading, about, head } = words.sections[name];
  const title = `<section><h2>${escape(heading)} (${rows.length})</h2>`;
  if (!rows.length) return `${title}<p>${escape(words.none)}</p></section>`;
  const side = (cell: Cell | undefined) => (typeof cell === 'number' ? ' class="n"' : '');
  const heads = head.map((text, n) => `<th scope="col"${side(rows[0]?.[n])}>${escape(text)}</th>`);
  const cells = (row: readonly Cell[]) => row.map((cell) => `<td${side(cell)}>${escape(cell ?? '')}</td>`);
  return `${title}<p>${escape(about)}</p><table><thead><tr>${heads.join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row).join('')}</tr>`).join('\n')}</tbody></table></section>`;
}

/** The rows of every section, in words: also what the command line shows. */
export function rowsOf(meeting: MeetingAnswer, words: Words): Record<Section, Cell[][]> {
  const say = (code: string | null) => (code === null ? '' : worded(words, code));
  const on = (day: string | null) => (day === null ? '' : words.date(day));
  const left = (days: number) => (days < 0 ? words.daysPast(-days) : words.days(days));
  const stands = (item: Item) => {
    const at = placed(item, say);
    const peace = item.respectWindowUntil !== null && meeting.asOf <= item.respectWindowUntil;
    return peace ? `${at} (${words.respectWindow(on(item.respectWindowUntil))})` : at;
  };
  return {
    new: meeting.new.map((item) => [item.unit, item.building, say(item.why), stands(item), item.emptyDays, say(item.owner)]),
    moved: meeting.moved.map((item) => [item.unit, item.building, placed(item.from, say), stands(item), item.emptyDays, say(item.owner)]),
    let: meeting.let.map(({ unit, building, vacantFrom, movedIn, grossDays }) => [unit, building, on(vacantFrom), on(movedIn), grossDays]),
    stuck: meeting.stuck.map((item) => [
      item.unit,
      item.building,
      stands(item),
      on(item.phaseSince),
      item.emptyDays,
      say(item.owner),
      say(item.nextStep),
    ]),
    overdue: meeting.overdue.map((item) => [
      item.unit,
      item.building,
      say(item.phase),
      item.phaseDays,
      item.targetDays,
      item.delayDays,
      say(item.owner),
      say(item.nextStep),
    ]),
    passed: meeting.passed.map(({ unit, building, what, on: due, daysLeft }) => [unit, building, words.due[what], on(due), left(daysLeft)]),
    offers: meeting.offers.map(({ unit, building, made, respondBy, daysLeft }) => [
      unit,
      building,
      on(made),
      on(respondBy),
      left(daysLeft),
    ]),
    guarantee: meeting.guarantee.map(({ citizen, municipality, decidedOn, deadline, homes }) => [
      citizen.slice(0, 8),
      municipality,
      on(decidedOn),
      on(deadline),
      left(daysBetween(meeting.asOf, deadline as string)),
      homes.map(({ unit }) => unit).join(', '),
    ]),
    corrected: meeting.corrected.map((correction) => [
      correction.unit,
      correction.building,
      say(correction.event),
      on(correction.effective),
      changed(correction, say, on),
      say(correction.reason),
      on(copenhagenDate(correction.recordedAt)),
    ]),
  };
}

function placed({ stage, phase, letting }: Place, say: (code: string | null) => string): string {
  const [at, offered] = [say(phase === 'unrecorded' || phase === null ? stage : phase), say(letting)];
  // The phases of a letting say how far it is; before them, an offer made while works run is worth a word.
  return offered && !['move_in', 'offer_pending', 'reserved', 'matching'].includes(phase ?? '') ? `${at}, ${offered}` : at;
}

function changed({ how, changes }: Corrected, say: (code: string) => string, on: (day: string) => string): string {
  if (how === 'retracted') return say(how);
  const plain = (value: unknown) => {
    if (typeof value !== 'string') return value === null ? '-' : JSON.stringify(value);
    return isCivilDate(value) ? on(value) : say(value);
  };
  return changes.map(({ field, from, to }) => `${say(field)}: ${plain(from)} → ${plain(to)}`).join('; ');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value: string | number) => String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);
