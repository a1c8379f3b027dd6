import type { FrontWords } from '../words.js';

/** Siden, som folk finder på serverens egen adresse. */
export const front: FrontWords = {
  title: 'relet',
  about:
    'Genudlejning af kommunale plejeboliger: hvert skridt fra opsigelse til næste indflytning registreres her, og tavle, tal og historik besvares ud fra det, der er registreret.',
  noScreens:
    'Dette er serveren, og den har endnu ingen skærmbilleder. Programmer spørger den over HTTP; mennesker bruger kommandolinjen på denne maskine.',
  places: {
    signIn: 'log ind, og se, hvem du er logget ind som',
    document: 'alle kommandoer, spørgsmål og svar (OpenAPI 3.1)',
    ready: 'om den kan svare nu',
    meeting: 'dagsorden for det ugentlige møde, en side til udskrift; som alt under /v1 kræver den en nøgle (bearer token)',
  },
  commands: {
    caseworker: 'hvor hver bolig er nu',
    analyst: 'alle tal for en periode',
    auditor: 'en boligs historik, hændelse for hændelse',
    help: 'alt andet',
  },
  byHand: (day) =>
    `Uret i dette lager stilles med hånden: her er det den ${day}. Alle personer i det er opdigtede. Det, du registrerer, bliver i lageret, til filen slettes.`,
};
