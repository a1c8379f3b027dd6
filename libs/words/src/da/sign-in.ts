import type { SignInWords } from '../words.js';

/** Siderne, som folk logger ind på. */
export const signIn: SignInWords = {
  language: 'På dansk',
  title: 'Log ind',
  byOrganisation: 'Log ind med din organisation',
  byPasskey: 'Log ind med en adgangsnøgle',
  noPasskey: 'Der blev ikke valgt en adgangsnøgle.',
  name: 'Navn',
  password: 'Adgangskode',
  code: 'Engangskode fra appen, seks cifre',
  signedIn: (who) => `Du er logget ind, ${who}`,
  goOn: 'Gå videre til relet',
  signOut: 'Log ud',
  welcome: (name) => `Velkommen, ${name}`,
  choose:
    'Vælg, hvad du vil logge ind med: en adgangsnøgle på denne enhed eller en adgangskode og engangskoder fra en app. Siden virker én gang.',
  newPasskey: 'Opret en adgangsnøgle',
  withPassword: 'Eller en adgangskode og engangskoder',
  scan: 'Scan billedet med en app til engangskoder på din telefon, for eksempel den, du bruger andre steder:',
  picture: 'QR-kode med den nøgle, der står nedenfor',
  key: 'Eller skriv nøglen ind i appen:',
  openApp: 'Åbn den i en app på denne enhed',
  newPassword: 'Adgangskode, mindst 12 tegn',
  again: 'Adgangskoden én gang til',
  save: 'Gem og log ind',
  changePassword: 'Skift adgangskode',
  presentPassword: 'Nuværende adgangskode',
  tryAgainIn: (minutes) => `Prøv igen om ${minutes === 1 ? 'et minut' : `${minutes} minutter`}.`,
  endsElsewhere: 'Du bliver logget ud alle andre steder.',
};
