import type { AccessProblem } from '../lists.js';
import type { No } from '../words.js';

/** Hvad der går galt omkring, hvem der spørger: login, rettigheder, grænser. */
export const access: Record<AccessProblem, No> = {
  UNAUTHENTICATED: { title: 'Log ind først', detail: 'Vi kan ikke se, hvem du er.', help: 'Log ind, og prøv igen.' },
  CROSS_SITE: {
    title: 'Ikke fra en af vores sider',
    detail: 'Forespørgslen kom fra en anden side, eller browseren sagde ikke hvorfra.',
    help: 'Åbn relet, og gør det dér.',
  },
  NOT_BY_TLS: {
    title: 'Kun med TLS',
    detail: 'Forespørgslen kom ad en vej, som andre kunne have læst, eller som ingen har nævnt.',
    help: 'Spørg med https under det navn, som serveren har.',
  },
  TOO_MANY_REQUESTS: {
    title: 'For mange på én gang',
    detail: 'Der blev spurgt om mere, end der svares på så kort tid.',
    help: 'Vent så længe, som Retry-After siger, og prøv igen.',
  },
  SIGN_IN_FAILED: {
    title: 'Du er ikke logget ind',
    detail: 'Navn, adgangskode og engangskode passer ikke sammen, eller ingen kan logge ind med dem.',
    help: 'Prøv igen. En administrator kan give dig et nyt link.',
  },
  SIGN_IN_NOT_BEGUN: {
    title: 'Dette login er ikke begyndt her',
    detail: 'Dette login er ikke begyndt i denne browser, eller også har det taget for lang tid.',
    help: 'Begynd forfra på siden til login.',
  },
  SIGN_IN_TOO_WEAK: {
    title: 'Der er logget for svagt ind',
    detail: 'Identitetsudbyderen har lukket dig ind med mindre, end relet kræver her.',
    help: 'Log ind dér med noget stærkere, for eksempel en ekstra faktor, og prøv igen.',
  },
  NO_RIGHTS: {
    title: 'Du har ingen rettigheder her',
    detail: 'Vi ved, hvem du er, men du har ikke fået rettigheder her.',
    help: 'Spørg den, der tildeler rettigheder i din organisation.',
  },
  LINK_UNKNOWN: {
    title: 'Linket virker ikke længere',
    detail: 'Linket er brugt, er udløbet eller har aldrig været et.',
    help: 'Bed en administrator om et nyt.',
  },
  PASSWORD_UNUSABLE: {
    title: 'Den adgangskode kan ikke bruges',
    detail: 'En adgangskode har 12 til 128 tegn, skrives ens to gange, rummer ikke dit navn og er ikke let at gætte.',
    help: 'Vælg nogle ord, som kun for dig hører sammen.',
  },
  CODE_WRONG: {
    title: 'Det er ikke engangskoden',
    detail: 'Koden er ikke den, som nøglen giver nu.',
    help: 'Skriv de seks cifre, som appen viser i dette øjeblik; telefonens ur skal gå rigtigt.',
  },
  PASSWORD_WRONG: {
    title: 'Adgangskoden er ikke ændret',
    detail: 'Den nuværende adgangskode eller engangskoden er ikke din.',
    help: 'Prøv igen med en ny engangskode. En administrator kan give dig et nyt link.',
  },
  PASSKEY_REFUSED: {
    title: 'Adgangsnøglen blev ikke godtaget',
    detail: 'Adgangsnøglens svar hører ikke til det, der blev spurgt om.',
    help: 'Prøv igen, eller vælg adgangskode og engangskode.',
  },
  USERS_AWAY: {
    title: 'Serveren med brugere svarer ikke',
    detail: 'Den server, hvor brugere og sessioner ligger, kan ikke nås lige nu, så ingen kan sige, hvem der spørger. Intet er gået tabt.',
    help: 'Prøv igen om et øjeblik; driften ser efter, om serveren kører og kan nås.',
  },
  ISSUER_UNAVAILABLE: {
    title: 'Din organisations login svarer ikke',
    detail: 'Loginløsningen kan ikke nås, eller dens svar kan ikke bruges.',
    help: 'Prøv igen om lidt.',
  },
  USER_UNKNOWN: {
    title: 'Brugeren findes ikke',
    detail: 'Der er ingen bruger med det navn.',
    help: 'Kontrollér navnet: det skal være en, som du må nævne, for eksempel en kollega i samme kommune.',
  },
  USER_EXISTS: {
    title: 'Brugeren findes allerede',
    detail: 'Der er allerede en bruger med det navn.',
    help: 'Vælg et andet navn, eller giv den bruger andre rettigheder eller et nyt link.',
  },
  ACCOUNT_UNKNOWN: {
    title: 'Systembrugeren findes ikke',
    detail: 'Der er ingen systembruger med det id.',
    help: 'Se efter blandt alle (`relet accounts list`).',
  },
  SESSION_UNKNOWN: {
    title: 'Sessionen findes ikke',
    detail: 'Du har ingen session med det id.',
    help: 'Den kan være udløbet af sig selv.',
  },
  ACTOR_UNKNOWN: {
    title: 'Ingen er kendt under det id',
    detail: 'Der er ingen med det id, som du kan se.',
    help: 'Tag id’et fra en historik eller fra adgangsloggen.',
  },
  MUNICIPALITY_UNUSABLE: {
    title: 'Det er ikke en kommune',
    detail: 'Id, navn, CVR-nummer på otte cifre eller en af dagene er forkert, eller den sidste dag ligger før den første.',
    help: 'Skriv dem som her (`relet municipalities set eksempel --name "Eksempel Kommune" --cvr 29189999 --from 2026-01-01`).',
  },
  CVR_TAKEN: {
    title: 'En anden kommune har det CVR-nummer',
    detail: 'CVR-numret hører her til en anden kommune.',
    help: 'Se hvilken med `relet municipalities`.',
  },
};
