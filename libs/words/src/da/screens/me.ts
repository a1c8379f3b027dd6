import type { ScreenWords } from '../../words.js';

/** Hvem man er: egne bygninger, hvem der er stedfortræder, og hvor man er logget ind. */
export const me: ScreenWords['me'] = {
  buildings: 'Mine bygninger',
  buildingsAbout: 'Min dag viser boligerne i dem. Uden nogen viser den alle, du må se.',
  noBuildings: 'Der er ingen boliger endnu.',
  saved: 'Gemt.',
  standIn: 'Min stedfortræder',
  standInAbout: 'Dine boliger står i stedfortræderens dag fra den første dag til den sidste.',
  standInNow: (who, from, to) => `${who} er stedfortræder fra ${from} til ${to}.`,
  colleague: 'Kollega',
  noColleagues: 'Her er ingen andre endnu.',
  from: 'Første dag',
  to: 'Sidste dag',
  nobody: 'Ingen længere',
  iStandInFor: 'Jeg er stedfortræder for',
  standsIn: (who, buildings) => `${who}: ${buildings || 'alle'}`,
  sessions: 'Her er jeg logget ind',
  noSessions: 'Der er ingen sessioner: du kom ind med en demorolle.',
  how: { password: 'adgangskode og kode', passkey: 'adgangsnøgle', oidc: 'organisationens login' },
  begun: 'Siden',
  seen: 'Sidst brugt',
  ends: 'Slutter senest',
  thisOne: 'denne',
  end: 'Afslut',
  endOf: (how, begun) => `Afslut sessionen med ${how} fra ${begun}`,
};
