import * as agenda from './agenda.js';
import { board } from './board.js';
import { correct, undo } from './correcting.js';
import { importFile } from './importing.js';
import { importEvents } from './log-copies.js';
import { next } from './next.js';
import { person } from './persons.js';
import { erase, hold } from './persons-kept.js';
import { helpOf, orderOrList } from './orders.js';
import type { Listed, Shell } from './shell.js';
import { runDeadlines } from './writing.js';
import { UsageError } from './usage.js';

/** What caseworkers ask and order: where each home stands, what falls due, the meeting, and every step of a re-letting. */
export function registerCaseworkers({ command }: Shell): void {
  command('order [command] [target] [fields...]')
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .option('--dry-run', 'dryRun')
    .option('--yes', 'surely')
    .option('--list', 'list')
    .explains(([name], language) => (name === undefined || name.startsWith('-') ? undefined : helpOf(name, language)))
    .acts(orderOrList);
  corrects(command('correct <id> <step> <changes...>')).option('--was <day>', 'was').option('--offer <offer>', 'offer').acts(correct);
  corrects(command('undo <id>')).acts(undo);
  command('next <unit>').option('--effective <day>', 'stepDay').acts(next);
  command('board')
    .timed()
    .option('--active', 'active')
    .option('--older-than <days>', 'olderHomes')
    .option('--sort <figure>', 'sortHomes')
    .option('--waiting', 'waiting')
    .option('--municipality <id>', 'municipality')
    .option('--building <name>', 'building')
    .acts(board);
  command('deadlines [run]')
    .timed()
    .option('--within <days>', 'within')
    .option('--municipality <id>', 'municipality')
    .option('--now <day>', 'nowWithRun')
    .acts(deadlines);
  command('meeting')
    .option('--since <day>', 'lastMeeting', { needed: true })
    .option('--municipality <id>', 'municipality')
    .option('--html <file>', 'html')
    .acts(agenda.meeting);
  command('person <act> [id]')
    .option('--reason <reason>', 'readReason')
    .option('--municipality <id>', 'municipality')
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .acts(person);
  command('erase <id>')
    .option('--ground <ground>', 'ground', { needed: true })
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .acts(erase);
  command('hold <id>').option('--ground <ground>', 'holdGround').option('--lift', 'lift').acts(hold);
  command('import <file> [log]')
    .option('--dry-run', 'checkOnly')
    .option('--set-aside', 'setAside')
    .option('--correct', 'correct')
    .option('--since <day>', 'since')
    .option('--occupied', 'occupied')
    .option('--vacant', 'vacant')
    .option('--municipality <id>', 'municipalityOfHomes')
    .option('--header-row <line>', 'headerRow')
    .option('--sheet <name>', 'sheet')
    .option('--clock <clock>', 'clockOfImport')
    .option('--map <header=column>', 'map', { many: true })
    .option('--now <day>', 'now')
    .option('--yes', 'surely')
    .acts(imported);
}

/** `relet import events FILE` takes a whole log, every other file is one of rows. */
function imported(file: string, log: string | undefined, options: Parameters<typeof importFile>[1]): Promise<number> {
  if (file === 'events' && log !== undefined) return importEvents(log, options);
  if (log !== undefined) throw new UsageError((usage) => usage.oneFile());
  return importFile(file, options);
}

const corrects = (listed: Listed): Listed =>
  listed
    .option('--reason <reason>', 'reason')
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .option('--dry-run', 'dryRun')
    .option('--yes', 'unasked');

/** `relet deadlines` shows what falls due, `relet deadlines run` lets it. */
async function deadlines(action: string | undefined, options: Parameters<typeof agenda.deadlines>[0] & { now?: string }): Promise<number> {
  if (action !== undefined && action !== 'run') throw new UsageError((usage) => usage.deadlinesRun());
  const { asOf, knownAt, within, municipality, now } = options;
  const others = action ? [asOf, knownAt, within, municipality] : [now];
  if (others.some((each) => each !== undefined)) throw new UsageError((usage) => usage.deadlinesTake());
  return action ? runDeadlines(options) : agenda.deadlines(options);
}
