import { exportRows } from './exporting.js';
import { vacancy } from './figures.js';
import type { Listed, Shell } from './shell.js';

/** What analysts ask: the figures of a period, and the rows that they are made of. */
export function registerAnalysts({ command }: Shell): void {
  ofPeriod(command('vacancy'))
    .option('--group-by <what>', 'groupBy')
    .option('--against <from..to>', 'against')
    .option('--older-than <days>', 'olderThan')
    .option('--sort <figure>', 'sort')
    .option('--explain', 'explain')
    .acts(vacancy);
  ofPeriod(command('export <rows>')).acts(exportRows);
}

const ofPeriod = (listed: Listed): Listed =>
  listed
    .timed()
    .option('--from <day>', 'from', { needed: true })
    .option('--to <day>', 'to', { needed: true })
    .option('--municipality <id>', 'municipality')
    .option('--building <name>', 'building')
    .option('--kind <kind>', 'kindOfHomes')
    .option('--unit <id>', 'unitAlone')
    .option('--csv <profile>', 'csv')
    .option('--about <file>', 'aboutFile');
