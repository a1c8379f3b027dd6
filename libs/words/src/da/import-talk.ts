import { counted, countOfEvents, countOfHomes, grouped } from './counts.js';
import type { CommandLineWords } from '../words.js';

const countOfRows = (rows: number) => counted(rows, 'række', 'rækker');

/** What the command line says of an import. */
export const importTalk: CommandLineWords['importing'] = {
  line: (line, column) => `linje ${line}${column === '-' ? '' : `, ${column}`}:`,
  what: {
    events: (rows) => counted(rows, 'kommando', 'kommandoer'),
    homes: (rows) => countOfHomes(rows),
    relettings: (rows, homes) => `${counted(rows, 'genudlejning', 'genudlejninger')} af ${countOfHomes(homes)}`,
  },
  good: (count) => counted(count, 'ny og i orden', 'nye og i orden'),
  grown: (count) => `${grouped(count)} vokset`,
  corrected: (count) => `${grouped(count)} rettet`,
  known: (count) => `${grouped(count)} kendt`,
  changed: (count) => `${grouped(count)} ændret siden`,
  bad: (count) => counted(count, 'dårlig', 'dårlige'),
  written: (events) => `${countOfEvents(events)} skrevet.`,
  dryRun: 'En prøve: intet er skrevet.',
  nothing: 'Intet er skrevet. Ret filen, eller tag de gode rækker nu med --set-aside.',
  sayS: (since) => `Når du læser de rettede rækker ind, så sig --since ${since}, så alle boliger begynder på samme dag.`,
  sheet: (name, others) => `Arket "${name}" er læst${others && `; ikke læst: ${others}. --sheet tager et andet`}.`,
  headers: (lines) => `Overskrifterne står i linje ${lines.join(' og ')}.`,
  passedOver: {
    title: (lines, count) => `Ikke læst: ${lines}, ${count === 1 ? 'en titel' : 'titler'} over overskrifterne.`,
    blank: (lines, count) => `Ikke læst: ${lines}, ${count === 1 ? 'en tom række' : 'tomme rækker'}.`,
    total: (lines, count) => `Ikke læst: ${lines}, ${count === 1 ? 'en sum' : 'summer'}.`,
    headers: (lines) => `Ikke læst: ${lines}, overskrifterne igen.`,
    note: (lines, count) => `Ikke læst: ${lines}, ${count === 1 ? 'en note' : 'noter'} ved siden af, over eller under tabellen.`,
  },
  hiddenLines: (lines) => `Skjult i arket, men læst alligevel: ${lines}.`,
  hiddenColumns: (headers) => `Skjulte kolonner, der er læst alligevel: ${headers}.`,
  unheaded: (column, cells) => `Kolonne ${column} har ingen overskrift: ${cells} af dens celler er sprunget over.`,
  registered: (homes, since, livedIn) => `${countOfHomes(homes)}, der ikke var kendt før, ${livedIn ? 'beboet' : 'kendt'} siden ${since}`,
  undescribed: (homes, column, taken) => `  ${grouped(homes)} af dem uden ${column}: taget som ${taken}`,
  fallbacks: { kind: 'plejebolig', building: 'Ukendt plejecenter', rent: '0 kroner' },
  unknownHeader: (header, nearest) =>
    `Kolonnen "${header}" betyder intet her og er sprunget over${nearest && `; den er måske ${nearest}`}: --map "${header}=${nearest || 'kolonne'}" giver den en betydning.`,
  filledIn: {
    ready: (rows, lines) => `  ${countOfRows(rows)} uden Klarmeldt: taget som indflytningsdagen (${lines})`,
    due: (rows, lines) => `  ${countOfRows(rows)} med Bestilt: istandsættelsens frist er dagen i Klarmeldt, ellers måltallets (${lines})`,
    respondBy: (rows, lines) => `  ${countOfRows(rows)} uden Svarfrist: taget som i aftalt praksis (${lines})`,
    rentFrom: (rows, lines) => `  ${countOfRows(rows)} uden Leje fra: taget som indflytningsdagen (${lines})`,
  },
  notInFile: 'Dage, der ikke står i filen, og som registreres alligevel:',
  linesSaid: (lines, more) => `linje ${lines}${more ? ' og flere' : ''}`,
  named: (line, written, unit) => `  linje ${line}: "${written}" bliver ${unit}`,
  moreNamed: (count) => `  og ${countOfHomes(count)} mere: se dem alle med --json`,
  aside: (path) => `De dårlige rækker er i ${path}: ret dem dér, og læs den fil ind.`,
  stopped: 'Serveren stoppede midt i indlæsningen: kør den igen, det, der er skrevet, skrives ikke to gange.',
};
