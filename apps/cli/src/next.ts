import { isCivilDate, lowerCased } from '@relet/domain';
import { NextSteps } from '@relet/reletting';
import { principalOf, reading, UsageError, type Common } from './house.js';
import { EXIT, put, putJson, sayTrust, table } from './output.js';

/** `relet next`: what can be done with a home on a day, and which rule blocks the rest. */
export async function next(unit: string, options: Common & { effective?: string }): Promise<number> {
  if (options.effective !== undefined && !isCivilDate(options.effective)) throw new UsageError('--effective takes a day YYYY-MM-DD.');
  const answer = await reading(options, ['reletting'], (house) =>
    house.get(NextSteps).of(lowerCased(unit), principalOf(options, 'administrator'), options.effective),
  );
  sayTrust(answer);
  if (options.json) {
    putJson(answer);
    return EXIT.ok;
  }
  const allowed = answer.steps.filter((step) => step.allowed);
  put(`${unit} on ${answer.effective}`);
  put(
    table(
      ['allowed', 'offer', 'reports'],
      allowed.map(({ command, offerId, reports }) => [command, offerId ?? '', (reports ?? []).join(' + ')]),
    ),
  );
  const blocked = answer.steps.filter((step) => !step.allowed);
  put('');
  put(
    table(
      ['blocked', 'by', 'because'],
      blocked.map(({ command, refusal, allowedDirectly }) => [
        command,
        refusal?.code ?? '',
        `${refusal?.message ?? ''}${allowedDirectly ? ' (direct=true is allowed)' : ''}`,
      ]),
    ),
  );
  return EXIT.ok;
}
