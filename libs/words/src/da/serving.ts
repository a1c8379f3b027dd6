import type { ServingFault } from '../lists.js';

/** Why a process does not serve as it should, for operators. */
export const serving: Record<ServingFault, string> = {
  draining: 'Serveren er ved at stoppe.',
  unreached: 'Det vides ikke, hvor langt den er: loggen har ikke kunnet nås i {seconds} s.',
  behind: '{seconds} s bag efter loggen; hændelser, den endnu ikke har set: {events}.',
  waits: 'Den venter og prøver igen af sig selv. {reason}',
  rowsOfAnotherStore: 'Læsemodellerne er dannet ud fra en anden log.',
  rowsOfAnotherVersion: 'Læsemodellerne er dannet til en anden udgave af programmet.',
  unreadable: 'Den kan ikke læses.',
  elsewhere: 'En anden proces danner læsemodellerne: spørg den.',
  elsewhereToStop: 'En anden proces danner læsemodellerne: stop den, og giv så kommandoen.',
  reader: 'Den kunne ikke startes.',
  parked:
    'Boliger, borgere og aftaler, der er lagt til side, fordi de ikke kan læses: {homes}. Se efter med relet doctor, og brug så relet repair.',
  masterKeyMissing: 'Personer kan ikke læses: hovednøglen mangler.',
  masterKeyEmpty: 'Personer kan ikke læses: filen til hovednøglen indeholder ingen.',
  masterKeyOther: 'Personer kan ikke læses: deres nøgler er pakket ind med en anden hovednøgle.',
  keysMissing: 'Personer kan ikke læses: deres nøgler mangler.',
  reading: 'Opslag {number} i adgangsloggen er ikke, som det blev skrevet, eller mangler.',
};
