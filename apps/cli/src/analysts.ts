import type { Listed, Shell } from './shell.js';

/** What analysts ask: the figures of a period, and the rows that they are made of. */
export function registerAnalysts({ command }: Shell): void {
  ofPeriod(command('vacancy'))
    .option('--group-by <what>', 'groupBy')
    .option('--against <from..to>', 'against')
    .option('--older-than <days>', 'olderThan')
    .option('--sort <figure>', 'sort')
    .option('--explain', 'explain')
    .acts(() => import('./figures.js'), 'vacancy');
  ofPeriod(command('export <rows> [file]'), {}).acts(() => import('./exporting.js'), 'exported');
}

const ofPeriod = (listed: Listed, needed: { needed?: true } = { needed: true }): Listed =>
  listed
    .timed()
    .option('--from <day>', 'from', needed)
    .option('--to <day>', 'to', needed)
    .option('--municipality <id>', 'municipality')
    .option('--building <name>', 'building')
    .option('--kind <kind>', 'kindOfHomes')
    .option('--unit <id>', 'unitAlone')
    .option('--csv <profile>', 'csv')
    .option('--about <file>', 'aboutFile');
