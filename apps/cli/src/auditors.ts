import type { Shell } from './shell.js';

const reading = () => import('./reading.js');

/** What auditors ask: what happened, what was known, and whether the log is whole. */
export function registerAuditors({ command }: Shell): void {
  command('history <id>').option('--known-at <day>', 'knownAt').acts(reading, 'history');
  command('replay <id>').option('--known-at <day>', 'knownAt').acts(reading, 'replay');
  command('state <id>').timed().acts(reading, 'state');
  command('portfolio').timed().acts(reading, 'portfolio');
  command('difference')
    .timed()
    .option('--then-as-of <day>', 'thenAsOf')
    .option('--then-known-at <day>', 'thenKnownAt')
    .acts(reading, 'difference');
  command('reads [id]')
    .option('--who <who>', 'who')
    .option('--how <how>', 'how')
    .option('--from <day>', 'readFrom')
    .option('--to <day>', 'readTo')
    .option('--citizen-copy', 'citizenCopy')
    .option('--reviews', 'reviews')
    .option('--sign-off <month>', 'signOff')
    .acts(() => import('./reads.js'), 'reads');
  command('verify').option('--heads <file>', 'heads').option('--expect <file>', 'expect').acts(reading, 'verify');
}
