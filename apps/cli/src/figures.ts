import { QueryBus } from '@nestjs/cqrs';
import { Clock, checked } from '@relet/platform';
import { aboutFigures, AskVacancy, figuresCsv, VacancyQuery } from '@relet/vacancy';
import { mustBeFile, splitOff, writeAbout, type AskedPeriod } from './asked.js';
import { putFigures } from './figures-table.js';
import { readingAs } from './acting.js';
import { reading } from './house.js';
import { languageOf } from './language.js';
import { EXIT, putJson, sayTrust } from './output.js';
import { UsageError } from './usage.js';

interface VacancyOptions extends AskedPeriod {
  groupBy?: string;
  against?: string;
  olderThan?: string;
  sort?: string;
  explain?: boolean;
}

/** `relet vacancy`: every figure of a period. */
export async function vacancy(options: VacancyOptions): Promise<number> {
  const { common, json, about, asked } = splitOff(options);
  if (json && asked.csv) throw new UsageError((usage) => usage.twoFormats());
  const { against, explain, ...fields } = asked;
  const query = checked(VacancyQuery, { ...fields, ...otherPeriod(against), ...(explain && { explain: 'true' }) });
  mustBeFile(about, query.csv !== undefined);
  const principal = await readingAs(common, 'analyst');
  const language = languageOf(options);
  return reading(common, ['vacancy'], async (house) => {
    const answer = await house.get(QueryBus).execute(new AskVacancy(query, principal));
    if (query.csv) {
      const csv = figuresCsv(answer, query.csv);
      process.stdout.write(csv);
      writeAbout(about, () => aboutFigures(query, answer, principal, house.get(Clock).now(), csv));
    } else if (json || explain) putJson(answer);
    else putFigures(answer, language);
    sayTrust({ ...answer, ...(!answer.reachesAhead && answer.against) }, language);
    return EXIT.ok;
  });
}

/** `FROM..TO` as two days. */
function otherPeriod(against: string | undefined): { againstFrom?: string; againstTo?: string } {
  if (against === undefined) return {};
  const [, againstFrom, againstTo] = /^(\S+)\.\.(\S+)$/.exec(against) ?? [];
  if (againstFrom === undefined || againstTo === undefined) throw new UsageError((usage) => usage.againstTakes());
  return { againstFrom, againstTo };
}
