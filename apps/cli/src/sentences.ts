import { factReportedBy } from '@relet/domain';
import type { Receipt } from '@relet/platform';
import type { DeadlinesRun } from '@relet/reletting';
import { wordFor, WORDS, type Language, type NextStepName } from '@relet/words';

/** What a command has led to, and what the home waits for next, as a caseworker would say it. */
export function saidOf(receipt: Receipt, next: NextStepName | undefined, language: Language): string {
  const words = WORDS[language];
  const { done } = words.commandLine;
  if (!receipt.events.length) return [done.nothing, ...nextOf(next, language)].join(' ');
  const facts = receipt.events.map(({ type, effective }) => `${wordFor(words.events, type)} ${words.date(effective)}`).join('; ');
  return receipt.dryRun ? done.wouldBe(facts) : [done.recorded(facts), ...nextOf(next, language)].join(' ');
}

/** What comes next, as a sentence; none where a home waits for nothing. */
export function nextOf(next: NextStepName | undefined, language: Language): string[] {
  const words = WORDS[language];
  return next ? [words.commandLine.done.next(words.nextSteps[next])] : [];
}

/** What has ended since its citizen has left the list, and what could not be ended; empty when there was nothing. */
export function removalsOf({ ended, refused }: Pick<DeadlinesRun, 'ended' | 'refused'>, language: Language): string {
  const words = WORDS[language];
  const { done } = words.commandLine;
  const facts = ended
    .map(({ unit, command, effective }) => `${unit} ${wordFor(words.events, factReportedBy(command))} ${words.date(effective)}`)
    .join('; ');
  const not = refused.map(({ unit, code }) => `  ${unit}: ${code}, ${words.problems[code].title}`);
  return [...(facts ? [done.ended(facts)] : []), ...(not.length ? [done.notEnded(not.length), ...not] : [])].join('\n');
}
