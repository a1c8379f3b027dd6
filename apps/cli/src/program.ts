import { Command, Option } from 'commander';
import { GROUPINGS } from '@relet/domain';
import { StoreError } from '@relet/event-store';
import { BadSetting, problemOf } from '@relet/platform';
import { UsageError } from './house.js';
import { NotAFile } from '@relet/reletting';
import { EXPORTS, SORTS } from '@relet/vacancy';
import * as board from './board.js';
import { listCommands } from './commands.js';
import { exportRows } from './exporting.js';
import { vacancy } from './figures.js';
import * as importing from './importing.js';
import { next } from './next.js';
import { registerOperations } from './operations.js';
import { EXIT, say } from './output.js';
import * as reading from './reading.js';
import * as serving from './serving.js';
import * as writing from './writing.js';

const EXAMPLES = `Examples:
  relet demo                                                     an invented portfolio, served on 127.0.0.1:3000
  relet order GiveNotice eksempel.101 effective=2026-10-01 by=resident
  relet init --store data/my.db                                  a store of your own, with the clock of the machine
  relet import test/samples/relettings.csv --dry-run --store data/my.db
  relet vacancy --from 2026-01-01 --to 2026-06-30 --group-by building
  relet vacancy --from 2026-04-01 --to 2026-06-30 --known-at 2026-06-30 --explain
  relet export phases --from 2026-01-01 --to 2026-06-30 --csv da > faser.csv
  relet replay eksempel.101
  relet verify
`;

/** The sentence for an error of the system about a file that was named. */
const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'That is a folder, not a file.',
  ENOTDIR: 'A part of that path is a file, not a folder.',
  EACCES: 'That file may not be read or written by this user.',
};

/** Runs one command line; answers its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = programOf((exit) => (code = exit));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, argv.includes('--json'));
  }
}

function explain(error: unknown, json: boolean): number {
  if (error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander.'))
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError || error instanceof BadSetting || error instanceof NotAFile) {
    say(error.message);
    return EXIT.usage;
  }
  const ofFile = error instanceof Error && 'code' in error ? FILE_FAULTS[String(error.code)] : undefined;
  if (ofFile !== undefined) {
    say(ofFile);
    return EXIT.usage;
  }
  const problem = problemOf(error);
  writing.tell(problem, json);
  if (problem.code === 'INTERNAL' && error instanceof Error && process.env['RELET_DEBUG']) say(error.stack ?? error.message);
  return error instanceof StoreError && error.code === 'STORE_CORRUPT' ? EXIT.broken : writing.exitOf(problem.status);
}

function programOf(done: (exit: number) => void): Command {
  const program = new Command('relet')
    .description('Re-letting of municipal care homes: commands, figures, history.')
    .addHelpText('beforeAll', EXAMPLES)
    .exitOverride();
  program.configureOutput({ writeErr: (text) => process.stderr.write(text) });
  const command = (usage: string, about: string) =>
    program
      .command(usage)
      .description(about)
      .option('--store <store>', 'a file, or esdb://... (else RELET_STORE)')
      .option('--as <principal>', 'who acts')
      .option('--json', 'JSON on stdout')
      .addOption(new Option('--lang <language>', "what it speaks (else the machine's locale, or English)").choices(['da', 'en']))
      .exitOverride();
  const timed = (usage: string, about: string) =>
    command(usage, about).option('--as-of <day>', 'when it was true').option('--known-at <day>', 'when it was known');

  command('serve', 'serve the API with the projections')
    .option('--port <port>')
    .option('--clock <clock>', 'of a new store: system, or manual for a demonstration')
    .action(async (o) => done(await serving.serve(o)));
  command('demo', 'an invented portfolio, served')
    .option('--port <port>')
    .option('--once', 'start, say so, and stop')
    .action(async (o) => done(await serving.demo(o)));
  command(
    'import <file>',
    'import a spreadsheet (a row a re-letting, or a list of homes: CSV, XLSX, ODS) or an event file (a row a command: CSV, NDJSON)',
  )
    .option('--dry-run', 'check every row and write nothing')
    .option('--set-aside', 'take the good rows, and put the bad ones into a file to be mended')
    .option('--correct', 'correct in the log what was changed in the sheet since it was imported')
    .option('--since <day>', 'first day of homes not known yet (else the earliest day of all good rows)')
    .option('--occupied', 'of a list of homes: people live in them')
    .option('--vacant', 'of a list of homes: they stand empty, ready to be let for the first time')
    .option('--municipality <id>', 'of homes that are written without one')
    .option('--header-row <line>', 'the line of the headers (else they are found by their words)')
    .option('--sheet <name>', 'sheet of a workbook (else the first visible one with known headers)')
    .option('--clock <clock>', 'of a new store: system, or manual for a demonstration whose clock the column recordedOn sets')
    .option('--map <header=column>', "a header of the file's own; remembered beside the store", (each, all: string[]) => [...all, each], [])
    .option('--yes', 'ask nothing')
    .action(async (file, o) => done(await importing.importFile(file, o)));
  command('order [command] [target] [fields...]', 'give one command: fields as name=value')
    .option('--key <key>', 'idempotency key')
    .option('--now <day>', 'sets a manual clock')
    .option('--dry-run', 'say what would happen, and write nothing')
    .option('--list', 'name all commands')
    .action(async (name, target, fields, o) => {
      if (o.list || !name || !target) listCommands();
      done(o.list ? EXIT.ok : !name || !target ? EXIT.usage : await writing.order(name, target, fields, o));
    });
  command('next <unit>', 'what can be done with a home now, and which rule blocks the rest')
    .option('--effective <day>', 'the day of the step (else today)')
    .action(async (unit, o) => done(await next(unit, o)));
  timed('deadlines [run]', 'what is past or falls due soon; `run` expires the offers whose last day has passed')
    .option('--within <days>', 'days ahead (else 14)')
    .option('--municipality <id>')
    .option('--now <day>', 'sets a manual clock, with `run`')
    .action(async (action, o) => {
      if (action !== undefined && action !== 'run') throw new UsageError('`relet deadlines` shows them, `relet deadlines run` keeps them.');
      const others = action ? [o.asOf, o.knownAt, o.within, o.municipality] : [o.now];
      if (others.some((each) => each !== undefined))
        throw new UsageError('`relet deadlines run` takes --now alone; `relet deadlines` takes all else.');
      done(action ? await writing.runDeadlines(o) : await board.deadlines(o));
    });
  command('meeting', 'the weekly meeting: new, moved, let, stuck, overdue and corrected since a day')
    .requiredOption('--since <day>', 'the day of the last meeting')
    .option('--municipality <id>')
    .option('--html <file>', 'a page to print (A4; Danish, unless --lang says)')
    .action(async (o) => done(await board.meeting(o)));
  const period = (usage: string, about: string) =>
    timed(usage, about)
      .requiredOption('--from <day>')
      .requiredOption('--to <day>', 'inclusive')
      .option('--municipality <id>')
      .option('--building <name>')
      .option('--kind <kind>')
      .option('--unit <id>')
      .option('--csv <profile>', 'a file for a spreadsheet: da (`;`, decimal comma) or en')
      .option('--about <file>', 'writes who asked, when, of what, rows and SHA-256 of a file beside it');
  period('vacancy', 'every figure of a period')
    .option('--group-by <what>', `one or two of ${GROUPINGS.join(', ')}: building,month`)
    .option('--against <from..to>', 'another period beside, with the difference')
    .option('--older-than <days>', 'only vacancies with more empty days than these')
    .option('--sort <figure>', `${SORTS.filter((sort) => !sort.startsWith('-')).join(', ')}; from the largest on with - before it`)
    .option('--explain', 'with episodes and event ids, as JSON')
    .action(async (o) => done(await vacancy(o)));
  period(`export <rows>`, `flat rows of a period for a spreadsheet or R: ${EXPORTS.join(', ')}; NDJSON with --json`).action(
    async (rows, o) => done(await exportRows(rows, o)),
  );
  timed('board', 'where each home stands, and who holds the ball')
    .option('--active', 'leave out homes that are let')
    .option('--older-than <days>', 'only homes with more empty days than these')
    .option('--waiting', 'the waiting lists instead')
    .option('--municipality <id>')
    .option('--building <name>')
    .action(async (o) => done(await board.board(o)));
  const known = (usage: string, about: string) => command(usage, about).option('--known-at <day>', 'when it was known');
  known('history <id>', 'the timeline of a home, a citizen or a policy, with actors and both times').action(async (id, o) =>
    done(await reading.history(id, o)),
  );
  known('replay <id>', 'the history of a home, a citizen or a policy, event by event').action(async (id, o) =>
    done(await reading.replay(id, o)),
  );
  timed('state <id>', 'a home, a citizen or a policy as of a day and as known on a day').action(async (id, o) =>
    done(await reading.state(id, o)),
  );
  timed('portfolio', "every home's state as of a day and as known on a day").action(async (o) => done(await reading.portfolio(o)));
  timed('difference', 'what differs between two points in both times')
    .option('--then-as-of <day>')
    .option('--then-known-at <day>')
    .action(async (o) => done(await reading.difference(o)));
  command('verify', 'check the chain of hashes of every stream, and print the head of the log')
    .option('--heads <file>', 'write down where each stream ends')
    .option('--expect <file>', 'heads that were written down before: a longer log passes, a shorter or rewritten one fails')
    .action(async (o) => done(await reading.verify(o)));
  command('rebuild', 'make the read models anew').action(async (o) => done(await reading.rebuild(o)));
  command('repair', 'read again what was set aside')
    .option('--removals', 'end instead what citizens who left the list in an earlier version have left open')
    .option('--now <day>', 'sets a manual clock, with --removals')
    .action(async (o) => done(await writing.repair(o)));
  registerOperations(command, done);
  for (const each of program.commands) takesOptionsOnce(each);
  return program;
}

/** Of two values of one option nobody knows which was meant; those that are collected may come again. */
function takesOptionsOnce(command: Command): void {
  for (const option of command.options.filter(({ defaultValue }) => !Array.isArray(defaultValue))) {
    let given = false;
    command.on(`option:${option.name()}`, () => {
      if (given) throw new UsageError(`${option.long ?? option.flags} is given more than once.`);
      given = true;
    });
  }
}
