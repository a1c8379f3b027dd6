import { fill, type Words } from '@relet/words';
import type { Changed } from '../imports.answers.js';
import type { Difference } from './comparison.js';
import { faultOf } from './faults.js';
import { correctionOf } from './growth.js';
import { placed, type Source } from './source.js';

/** A difference at its place: what the log says, what the sheet says, and the commands that would correct it. */
export function toldChange({ column, code, log, sheet, mend }: Difference, unit: string, line: number, source: Source): Changed {
  const fault = placed(faultOf(column, code), line, source);
  const says = { ...shown('log', column, log), ...shown('sheet', column, sheet) };
  const commands = mend.map((each) => {
    const { name, fields } = 'fact' in each ? correctionOf(each, 0) : each;
    return `relet order ${name} ${unit} ${Object.entries(fields).map(written).join(' ')}`;
  });
  const { compared, correctedBy } = (source.words satisfies Words).importing;
  const by = commands.length ? [fill(correctedBy, { commands: commands.join(' ; ') })] : [];
  return {
    ...{ ...fault, reason: [fault.reason, fill(compared, says).trim(), ...by].join(' ') },
    ...says,
    ...(commands.length && { commands }),
  };
}

/** Money as people write it; days and codes as they are. */
function shown(who: 'log' | 'sheet', column: Difference['column'], value: string | undefined): Partial<Record<'log' | 'sheet', string>> {
  if (value === undefined) return {};
  return { [who]: column === 'rent' ? (Number(value) / 100).toFixed(2) : value };
}

const written = ([name, value]: [string, unknown]) =>
  typeof value === 'string' ? `${name}=${value}` : `${name}='${JSON.stringify(value)}'`;
