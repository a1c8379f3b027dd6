import type { Listed, Shell } from './shell.js';

const correcting = () => import('./correcting.js');
const orders = () => import('./orders.js');
const personsKept = () => import('./persons-kept.js');

/** What caseworkers ask and order: where each home stands, what falls due, the meeting, and every step of a re-letting. */
export function registerCaseworkers({ command }: Shell): void {
  command('order [command] [target] [fields...]')
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .option('--dry-run', 'dryRun')
    .option('--yes', 'surely')
    .option('--list', 'list')
    .explains(orders, 'helpOf')
    .acts(orders, 'orderOrList');
  corrects(command('correct <id> <step> <changes...>'))
    .option('--was <day>', 'was')
    .option('--offer <offer>', 'offer')
    .acts(correcting, 'correct');
  corrects(command('undo <id>')).acts(correcting, 'undo');
  command('next <unit>')
    .option('--effective <day>', 'stepDay')
    .acts(() => import('./next.js'), 'next');
  command('board')
    .timed()
    .option('--active', 'active')
    .option('--older-than <days>', 'olderHomes')
    .option('--sort <figure>', 'sortHomes')
    .option('--waiting', 'waiting')
    .option('--municipality <id>', 'municipality')
    .option('--building <name>', 'building')
    .acts(() => import('./board.js'), 'board');
  command('deadlines [run]')
    .timed()
    .option('--within <days>', 'within')
    .option('--municipality <id>', 'municipality')
    .option('--now <day>', 'nowWithRun')
    .acts(() => import('./deadlines.js'), 'deadlines');
  command('meeting')
    .option('--since <day>', 'lastMeeting', { needed: true })
    .option('--municipality <id>', 'municipality')
    .option('--html <file>', 'html')
    .acts(() => import('./agenda.js'), 'meeting');
  command('person <act> [id]')
    .option('--reason <reason>', 'readReason')
    .option('--municipality <id>', 'municipality')
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .acts(() => import('./persons.js'), 'person');
  command('erase <id>')
    .option('--ground <ground>', 'ground', { needed: true })
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .acts(personsKept, 'erase');
  command('hold <id>').option('--ground <ground>', 'holdGround').option('--lift', 'lift').acts(personsKept, 'hold');
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
    .acts(() => import('./imported.js'), 'imported');
}

const corrects = (listed: Listed): Listed =>
  listed
    .option('--reason <reason>', 'reason')
    .option('--key <key>', 'key')
    .option('--now <day>', 'now')
    .option('--dry-run', 'dryRun')
    .option('--yes', 'unasked');
