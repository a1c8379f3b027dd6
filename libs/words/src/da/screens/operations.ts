import { counted } from '../counts.js';
import { countOfEvents } from '../counts.js';
import type { ScreenWords } from '../../words.js';

/** Hvordan serveren har det, for den, der driver den. */
export const operations: ScreenWords['operations'] = {
  well: 'Alt er, som det skal være. Der er intet at gøre.',
  unwell: 'Noget skal ses efter:',
  checked: (moment) => `Set efter ${moment}; der ses efter igen hvert tiende sekund.`,
  parts: { store: 'Lageret med hændelserne', projector: 'Læsemodellerne', draining: 'Serveren' },
  partsAdvice: {
    store:
      'Intet kan registreres eller læses på ny, før det svarer. Se efter på disken eller hændelsesserveren, derefter med `relet doctor`.',
    projector:
      'Det, folk ser, kan være gammelt; intet er tabt. Der prøves igen af sig selv. Bliver det ved, så se efter med `relet doctor`.',
    draining: 'Den er ved at blive stoppet. Den er tilbage, når den startes igen.',
  },
  health: 'Tilstand',
  serving: 'Serveren svarer',
  notServing: 'Serveren kan ikke svare',
  lag: 'Læsemodeller',
  lagNone: 'helt ajour',
  lagSaid: (events, seconds) => `${countOfEvents(events)} og ${counted(seconds, 'sekund', 'sekunder')} bagud`,
  lagUnknown: 'det kan ikke siges, hvor langt bagud',
  parked: 'Sat til side',
  parkedNone: 'Ingen historik er sat til side.',
  parkedSaid: (count) => counted(count, 'historik kunne ikke læses.', 'historikker kunne ikke læses.'),
  parkedAbout: 'De mangler i alle lister og tal, indtil de kan læses. Ret først årsagen, og læs dem så igen.',
  stream: 'Historik',
  reason: 'Hvorfor',
  repair: 'Læs igen',
  repairing: 'læser ...',
  repaired: (still) => (still === 0 ? 'Alle kan læses igen.' : `${still} kan stadig ikke læses.`),
  deadlines: 'Frister',
  deadlinesNone: 'Intet boligtilbud står efter sin svarfrist.',
  deadlinesSystem: 'Serveren afslutter selv boligtilbud efter svarfristen. Disse kunne den ikke afslutte:',
  deadlinesManual: 'Uret i dette lager stilles med hånden, så fristerne løber kun, når de bliver bedt om det. Disse er forfaldne:',
  home: 'Bolig',
  offer: 'Boligtilbud',
  respondBy: 'Svarfrist',
  run: 'Kør fristerne nu',
  running: 'kører ...',
  ran: (expired, ended) => `${expired} boligtilbud udløb, ${ended} sluttede, fordi nogen har forladt ventelisten.`,
  refused: 'Disse blev afvist og prøves igen, når boligen eller borgeren ændres:',
  backups: 'Sikkerhedskopier',
  backupsAbout:
    'relet ved ikke, hvornår der sidst er taget en sikkerhedskopi: de er filer et andet sted. Tag en med `relet backup FIL`, og prøv den: `relet verify --store FIL`.',
  versions: 'Versioner',
  relet: 'relet',
  node: 'Node',
  store: 'Lager',
  storeId: 'Lagerets id',
  position: 'Position',
  startedAt: 'I drift siden',
  clock: { system: 'maskinens ur', manual: 'et ur, der stilles med hånden' },
  clockName: 'Ur',
};
