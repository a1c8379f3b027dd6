import { lowerCased, type CommandName } from '@relet/domain';
import { checked } from '@relet/platform';
import { NextSteps, NextStepsQuery } from '@relet/reletting';
import { noOf, wordFor, WORDS } from '@relet/words';
import { readingAs } from './acting.js';
import { reading, type Common } from './house.js';
import { languageOf } from './language.js';
import { EXIT, put, putJson, sayOfLog, table } from './output.js';

/** `relet next`: what can be done with a home on a day, and which rule blocks the rest. */
export async function next(unit: string, options: Common & { effective?: string }): Promise<number> {
  const language = languageOf(options);
  const words = WORDS[language];
  const principal = await readingAs(options, 'administrator');
  const { effective } = checked(NextStepsQuery, options.effective === undefined ? {} : { effective: options.effective });
  const answer = await reading(options, ['reletting'], (house) =>
    house.get(NextSteps).of(lowerCased(unit), principal, language, effective),
  );
  sayOfLog(answer, options);
  if (options.json) {
    putJson(answer);
    return EXIT.ok;
  }
  const { on, allowed, blocked, directly } = words.commandLine.next;
  const whatIs = (command: string) => words.commands[command as CommandName];
  put(on(unit, words.date(answer.effective)));
  put(
    table(
      allowed,
      answer.steps
        .filter((step) => step.allowed)
        .map(({ command, offerId, reports }) => [
          command,
          whatIs(command),
          offerId ?? '',
          (reports ?? []).map((type) => wordFor(words.events, type)).join(' + '),
        ]),
      words,
    ),
  );
  put('');
  put(
    table(
      blocked,
      answer.steps
        .filter((step) => !step.allowed)
        .map(({ command, refusal, allowedDirectly }) => [
          command,
          refusal?.code ?? '',
          [
            refusal?.message,
            refusal?.details['needs'] && noOf(words, refusal.code, refusal.details).help,
            allowedDirectly && directly.trim(),
          ]
            .filter(Boolean)
            .join(' '),
        ]),
      words,
    ),
  );
  return EXIT.ok;
}
