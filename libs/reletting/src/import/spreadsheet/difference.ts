import type { CivilDate, Fact } from '@relet/domain';
import { fill, type Details, type Words } from '@relet/words';
import type { Changed } from '../imports.answers.js';
import type { Correction, Difference } from './comparison.js';
import { cellSaid, faultOf } from './faults.js';
import { placed, type Source } from './source.js';
import type { DatedStep } from './steps.js';

/** A difference at its place: what the log says, what the sheet says, and the commands that would correct it. */
export function toldChange(
  { column, code, log, sheet, mend }: Difference,
  { unit, registered }: Changing,
  line: number,
  source: Source,
): Changed {
  const fault = placed(faultOf(column, code), line, source);
  const said = (value: string | undefined) => value && cellSaid(column, value, source.words);
  const says = { ...(log !== undefined && { log: said(log) }), ...(sheet !== undefined && { sheet: said(sheet) }) } as Details;
  const commands = [...movedEarlier(mend, registered), ...mend].map((each) =>
    'fact' in each ? corrected(each, unit, source.words) : ordered(each, unit),
  );
  const { importing, hint } = source.words;
  const by = commands.length ? [fill(hint.correctedBy, { commands: commands.join(' ; ') })] : [];
  return {
    ...{ ...fault, reason: [fault.reason, fill(importing.compared, says).trim(), ...by].join(' ') },
    ...bare('log', column, log),
    ...bare('sheet', column, sheet),
    ...(commands.length && { commands }),
  };
}

/** The home of a row, with its registration where the log has it. */
export interface Changing {
  unit: string;
  registered?: Fact<'UnitRegistered'> | undefined;
}

/** What comes first where a step moves before the first day on which the home is known to be lived in: nothing can have happened there before it. */
function movedEarlier(
  mend: Difference['mend'],
  registered: Fact<'UnitRegistered'> | undefined,
): Pick<Correction, 'fact' | 'day' | 'content'>[] {
  const { occupiedSince } = registered?.payload ?? {};
  const days = mend.flatMap((each) => ('fact' in each ? (each.day ?? []) : each.fields.effective));
  const first = days.reduce<CivilDate | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
  if (!registered || occupiedSince === undefined || first === undefined || first >= occupiedSince) return [];
  const content = { occupiedSince: first };
  return [{ fact: registered, ...(first < registered.effective && { day: first }), content }];
}

/** A cell as programs read it: money with a decimal point, days and codes as they are. */
function bare(who: 'log' | 'sheet', column: Difference['column'], value: string | undefined): Partial<Record<'log' | 'sheet', string>> {
  if (value === undefined) return {};
  return { [who]: column === 'rent' ? (Number(value) / 100).toFixed(2) : value };
}

/** The correction as a person gives it: the step by its name, no ids. */
function corrected({ fact, day, content = {} }: Pick<Correction, 'fact' | 'day' | 'content'>, unit: string, { events }: Words): string {
  const { offerId } = fact.payload as { offerId?: string };
  const changes = [
    ...(day === undefined ? [] : [day]),
    ...Object.entries(content).map(([name, value]) => quoted(`${name}=${String(value)}`)),
  ];
  const which = [`--was ${fact.effective}`, ...(offerId === undefined ? [] : [`--offer ${offerId}`]), '--reason learned_later'];
  return ['relet correct', unit, `"${events[fact.type]}"`, ...changes, ...which].join(' ');
}

/** One word for a shell, whatever it holds. */
const quoted = (word: string): string => (/^[\p{L}\d._=-]+$/u.test(word) ? word : `"${word.replace(/["$`\\]/g, '\\$&')}"`);

const ordered = ({ name, fields }: DatedStep, unit: string): string =>
  `relet order ${name} ${unit} ${Object.entries(fields).map(written).join(' ')}`;

const written = ([name, value]: [string, unknown]) =>
  typeof value === 'string' ? `${name}=${value}` : `${name}='${JSON.stringify(value)}'`;
