import type { Shell } from './shell.js';

const access = () => import('./access.js');
const copies = () => import('./log-copies.js');
const operations = () => import('./operations.js');
const personsKept = () => import('./persons-kept.js');

/** What operators do: serve, make a store, keep it safe, and mend what is read of it. */
export function registerOperators({ command }: Shell): void {
  command('demo')
    .option('--port <port>', 'port')
    .option('--once', 'once')
    .acts(() => import('./demo.js'), 'demo');
  command('serve')
    .option('--role <role>', 'role')
    .option('--port <port>', 'port')
    .option('--clock <clock>', 'clockOfNew')
    .acts(() => import('./serving.js'), 'serve');
  command('init').option('--clock <clock>', 'clockOfStore').acts(operations, 'init');
  command('backup <file>').option('--keys <file>', 'keysFile').option('--yes', 'replaceBackup').acts(operations, 'backup');
  command('restore <file>').option('--keys <file>', 'keysFile').option('--yes', 'replaceStore').acts(operations, 'restoreFrom');
  command('migrate <from> <to>').acts(copies, 'migrate');
  command('move <what> <to> [erasures]').acts(() => import('./moving.js'), 'move');
  command('keys <act>').acts(personsKept, 'keys');
  command('keep <municipality>').option('--cpr <yes|no>', 'cpr').option('--months <months>', 'months').acts(personsKept, 'keep');
  command('doctor').acts(operations, 'doctor');
  command('rebuild').acts(operations, 'rebuild');
  command('users [doing] [name]')
    .option('--roles <roles>', 'roles')
    .option('--municipality <id>', 'municipalityOfUser')
    .option('--called <name>', 'called')
    .option('--buildings <list>', 'buildings')
    .acts(access, 'users');
  command('accounts [doing] [name]')
    .option('--roles <roles>', 'roles')
    .option('--municipality <id>', 'municipalityOfUser')
    .option('--days <days>', 'daysOfToken')
    .acts(access, 'accounts');
  command('municipalities [doing] [id]')
    .option('--name <name>', 'nameOfMunicipality')
    .option('--cvr <number>', 'cvr')
    .option('--from <day>', 'managedFrom')
    .option('--to <day>', 'managedTo')
    .option('--open', 'managedOpen')
    .acts(() => import('./municipalities.js'), 'municipalities');
  command('bi [doing] [municipality]')
    .option('--role <role>', 'roleOfReader')
    .option('--all', 'allMunicipalities')
    .acts(() => import('./bi.js'), 'bi');
  command('repair')
    .option('--removals', 'removals')
    .option('--now <day>', 'nowWithRemovals')
    .acts(() => import('./writing.js'), 'repair');
}
