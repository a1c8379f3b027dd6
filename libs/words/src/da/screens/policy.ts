import { counted } from '../counts.js';
import type { ScreenWords } from '../../words.js';

const days = (count: number) => counted(count, 'dag', 'dage');

/** Skærmbilledet om det, en kommune har aftalt. */
export const policy: ScreenWords['policy'] = {
  agreedFrom: (day) => `Aftalt fra ${day}.`,
  byDefault: 'Der er ikke aftalt noget endnu; dette gælder uden en aftale.',
  offersTitle: 'Boligtilbud',
  openOffers: (count) =>
    count === 1 ? 'En bolig tilbydes til én borger ad gangen.' : `En bolig må tilbydes til ${count} borgere på én gang.`,
  answerIn: (count, working) =>
    `Borgeren har ${working ? counted(count, 'arbejdsdag', 'arbejdsdage') : days(count)} til at svare på et boligtilbud.`,
  mayOffer: { yes: 'Administrator må også tilbyde boliger.', no: 'Kun kommunen tilbyder boliger.' },
  refusals: (count) =>
    count === null
      ? 'Det har ingen følger for ventelisten, hvor ofte en borger siger nej tak.'
      : `Efter ${counted(count, 'nej tak', 'gange nej tak')} gøres der opmærksom på, at borgeren kan tages af ventelisten.`,
  lettingTitle: 'Fra istandsættelse til indflytning',
  signOff: { yes: 'Istandsættelsen godkendes, før boligen er klarmeldt.', no: 'Boligen er klarmeldt, når istandsættelsen er færdig.' },
  contract: {
    yes: 'Lejekontrakten skrives, før nogen flytter ind.',
    no: 'En borger, der har sagt ja tak, må flytte ind uden lejekontrakt.',
  },
  payer: (who) => `Når ingen hæfter for huslejen, betales dagene af: ${who}.`,
  guaranteeTitle: 'Plejeboliggaranti',
  guarantee: (months, ready) =>
    `En borger med garanti får et boligtilbud inden ${counted(months, 'måned', 'måneder')}; boligen er klar senest ${days(ready)} derefter.`,
  peaceTitle: 'Ro om boligen',
  peace: (count) => `De pårørende har ${days(count)} med ro om boligen; de tæller aldrig som forsinkelse.`,
  phasesTitle: 'Måltal, og hos hvem bolden ligger',
  phaseHead: { phase: 'Fase', target: 'Måltal', owner: 'Bolden ligger hos' },
  days,
  change: 'Aftal noget andet',
};
