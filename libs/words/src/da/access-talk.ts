import type { CommandLineWords } from '../words.js';

/** Hvad kommandolinjen siger om brugere og systembrugere. */
export const accessTalk: CommandLineWords['access'] = {
  added: (name) => `${name} er nu bruger. Dette link virker én gang i 24 timer: giv det ikke til andre.`,
  linked: (name) => `Et nyt link til ${name}. Det virker én gang i 24 timer; når det bruges, gælder det gamle login ikke længere.`,
  linkOfMachine:
    'Det virker kun på denne maskine. Til folk andre steder: angiv først, hvor de når serveren (RELET_PUBLIC_URL=https://...), og lav et link med `relet users link`.',
  given: (name, rights) => `${name} har fra næste forespørgsel disse rettigheder: ${rights}.`,
  removed: (name) => `${name} kan ikke længere logge ind. Loggen siger stadig, hvem det var.`,
  signedOut: (name, sessions) => `${name} er logget ud af ${sessions} ${sessions === 1 ? 'session' : 'sessioner'}.`,
  portfolio: (name, buildings) => `Plejecentre hos ${name}: ${buildings || 'ingen'}.`,
  token: (label, day) =>
    `Nøglen til ${label}, som virker til og med ${day}. Den vises kun denne ene gang: gem den, hvor kun programmet kan læse den.`,
  revoked: (id) => `${id} afvises fra næste forespørgsel.`,
  municipalities: ['id', 'navn', 'CVR-nummer', 'fra', 'til'],
  noMunicipalities: 'Ingen er nævnt: administrator ser alle boliger i lageret.',
  municipalityRemoved: (id) => `${id} er ikke længere nævnt: administrators folk ser intet af den.`,
  lastMunicipality: () => 'Den er den eneste, der er nævnt: uden den ville administrator se alle boliger i lageret. Nævn først en anden.',
  openOrTo: () => '--to nævner en ende, og --open siger, at der ingen er: angiv ét af dem.',
  municipalityNeeds: () => 'En ny kommune skal have --name, --cvr og --from.',
  municipalitySet: (name, from, to) =>
    `Administrator forvalter boligerne i ${name} fra ${from}${to === null ? '' : ` til og med ${to}`}. Administrators folk ser disse boliger og ellers kun dem i andre kommuner, der også er nævnt.`,
  municipalityUnnamed: (municipality, named) => `${municipality} er ikke en af de nævnte kommuner: ${named}.`,
  nobody: 'Der er ingen endnu.',
  users: ['navn', 'kaldes', 'part', 'kommune', 'roller', 'id', 'fjernet'],
  accounts: ['id', 'betegnelse', 'part', 'kommune', 'roller', 'til og med', 'spærret'],
  changes: ['hvornår', 'hvad', 'om', 'af', 'til'],
  changesBroken: (n) => `Ændring nummer ${n} er ikke, som den blev skrevet: filen med brugere er ændret.`,
  doings: (names) => `Der skal bruges en af ${names}.`,
  rolesNeeded: (roles) => `--roles skal være nogle af ${roles}, med komma imellem.`,
  nameNeeded: () => 'Et navn har 1 til 100 tegn på én linje og rummer ikke et personnummer.',
  daysNeeded: () => '--days skal være et antal dage fra 1 til 730.',
  what: {
    user_added: 'bruger oprettet',
    user_given: 'rettigheder givet',
    user_removed: 'bruger fjernet',
    link_made: 'link oprettet',
    signed_up: 'link brugt',
    password_changed: 'adgangskode ændret',
    sessions_ended: 'logget ud',
    account_added: 'systembruger oprettet',
    account_revoked: 'systembruger spærret',
    municipality_set: 'kommune nævnt',
    municipality_removed: 'kommune ikke længere nævnt',
    stand_in: 'stedfortræder valgt',
  },
};
