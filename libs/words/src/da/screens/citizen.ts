import type { ScreenWords } from '../../words.js';

/** Skærmbilledet om én borger. */
export const citizen: ScreenWords['citizen'] = {
  title: (who) => `Borger ${who}`,
  list: 'Venteliste',
  notOnList: 'ikke på nogen venteliste',
  onListSince: (list, day) => `${list}, besluttet ${day}`,
  elderly: 'ældre',
  over67: 'fyldt 67 år',
  guarantee: 'Plejeboliggaranti',
  deadline: (day, days) => `tilbud senest ${day}, ${days}`,
  met: (day) => `opfyldt ${day}`,
  noGuarantee: 'ingen frist løber',
  breach: (days) => `${days} for sent`,
  livesIn: 'Bor i',
  heldHome: 'Har sagt ja tak til',
  lastIn: 'Senest flyttet ind i',
  since: (day) => `siden ${day}`,
  died: (day) => `død ${day}`,
  erased: 'Alt om denne borger er slettet.',
  offers: 'Åbne boligtilbud',
  noOffers: 'Ingen.',
  answerBy: (day) => `svarfrist ${day}`,
  homes: 'Boliger, der kan opfylde garantien',
  ready: (day) => `klar ${day}`,
  steps: 'Næste skridt',
};
