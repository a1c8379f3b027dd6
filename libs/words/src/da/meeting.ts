import { counted } from './counts.js';
import type { MeetingWords } from '../words.js';

/** The weekly meeting's agenda. */
export const meeting: MeetingWords = {
  title: 'Ugemøde',
  subtitle: (since, asOf, where) => `Siden ${since} · opgjort ${asOf} · ${where}`,
  everywhere: 'alle kommuner',
  printed: (position) =>
    `Skrevet ud fra loggen til og med position ${position}. Borgere uden initialer står med de sidste seks tegn af deres pseudonym.`,
  notUpToDate: 'Listen er ikke helt ajour: nogle hændelser er endnu ikke med.',
  notRead: (streams) => `Kunne ikke læses og er ikke med: ${streams}.`,
  none: 'Ingen.',
  respectWindow: (until) => `ro om boligen til ${until}`,
  sections: {
    new: {
      heading: 'Nye',
      about: 'Boliger, der er kommet til siden sidst.',
      head: ['Bolig', 'Plejecenter', 'Hvorfor', 'Står nu', 'Tomme dage', 'Bolden hos'],
    },
    moved: {
      heading: 'Rykket',
      about: 'Boliger, der er kommet videre.',
      head: ['Bolig', 'Plejecenter', 'Fra', 'Til', 'Tomme dage', 'Bolden hos'],
    },
    let: {
      heading: 'Genudlejet',
      about: 'Indflytninger, som ikke var kendt sidst.',
      head: ['Bolig', 'Plejecenter', 'Fraflyttet', 'Indflyttet', 'Bruttodage'],
    },
    stuck: {
      heading: 'Står stille',
      about: 'Intet er sket siden sidst, og ingen dag er aftalt. Dage med ro om boligen er ikke med.',
      head: ['Bolig', 'Plejecenter', 'Står nu', 'Siden', 'Tomme dage', 'Bolden hos', 'Næste skridt'],
    },
    overdue: {
      heading: 'Over måltallet',
      about: 'Længere i en fase end aftalt. Dage med ro om boligen tæller aldrig med.',
      head: ['Bolig', 'Plejecenter', 'Fase', 'Dage', 'Måltal', 'Over', 'Bolden hos', 'Næste skridt'],
    },
    passed: {
      heading: 'Aftalt og ikke sket',
      about: 'En aftalt dag er passeret.',
      head: ['Bolig', 'Plejecenter', 'Hvad', 'Dag', 'Passeret'],
    },
    offers: {
      heading: 'Boligtilbud, der venter på svar',
      about: 'Svarfristen er den sidste dag, der tæller med.',
      head: ['Bolig', 'Plejecenter', 'Tilbudt', 'Svarfrist', 'Tilbage'],
    },
    guarantee: {
      heading: 'Plejeboliggaranti',
      about: 'Borgere uden tilbud, hvis frist er nær eller passeret.',
      head: ['Borger', 'Kommune', 'Besluttet', 'Frist', 'Tilbage', 'Boliger, der kan nå det'],
    },
    corrected: {
      heading: 'Rettet',
      about: 'Hændelser, der er rettet eller annulleret siden sidst.',
      head: ['Bolig', 'Plejecenter', 'Hændelse', 'Dag', 'Ændring', 'Hvorfor', 'Registreret'],
    },
  },
  why: { vacated: 'fraflyttet', first_let: 'ny bolig', death: 'dødsfald', notice: 'opsagt', offered: 'tilbudt' },
  how: { corrected: 'rettet', retracted: 'annulleret' },
  days: (count) => counted(count, 'dag', 'dage'),
  daysPast: (count) => counted(count, 'dag siden', 'dage siden'),
};
