import type { CommandLineWords } from '../words.js';

/** What the command line says where a step is corrected or a command is undone. */
export const correctTalk: CommandLineWords['correcting'] = {
  stands: 'står nu',
  becomes: 'bliver',
  along: 'følger med',
  falls: 'falder bort',
  returns: 'gælder igen',
  reason: 'årsag',
  recorded: (on, actor) => `registreret ${on} af ${actor}`,
  otherReason: '--reason angiver en anden',
  undone: (on, actor) => `den seneste registrering, foretaget ${on} af ${actor}, fortrydes:`,
  earlier: (days) => `Der er flere i denne genudlejning (${days}): vælg en af dem med --was DAG eller --offer.`,
  correctIt: 'Skal det rettes? (ja/nej) ',
  undoIt: 'Skal registreringen fortrydes? (ja/nej) ',
  unchanged: 'Det står allerede sådan, og der er ikke noget at rette.',
  corrected: 'Det er rettet.',
  undoneNow: 'Registreringen er fortrudt.',
  severalSteps: (names) => `Det kan være flere skridt: ${names}.`,
  severalOffers: (step, offers) => `"${step}" er registreret flere gange den dag, for boligtilbuddene ${offers}.`,
  notRecorded: (step, where, days) =>
    `"${step}" er ikke registreret${where}.${days && ` Det står registreret den ${days}: vælg dagen med --was DAG.`}`,
  inThisVacancy: ' i denne genudlejning',
  onThatDay: (day) => ` den ${day}`,
  forThatOffer: ' for det boligtilbud',
  nothingToUndo:
    'Der er ingen registrering, som nogen har foretaget, og som kan fortrydes. Det, der er læst ind fra en fil, rettes med `relet correct`.',
  cannotBeUndone: (step, day) => `Den seneste registrering, "${step}" den ${day}, kan ikke fortrydes: den følger af andre skridt.`,
  erasedForGood: 'Borgeren er slettet, og det er for altid: nøgle og oplysninger er væk, og ingen rettelse bringer dem tilbage.',
  isCorrection: (step, day, back) =>
    `Den seneste registrering er en rettelse af "${step}" den ${day}, og en rettelse kan ikke fortrydes. Ret tilbage med \`${back}\`. Skal skridtet helt væk, så fortryd det bagefter.`,
  inTheWay: (correction, retraction, both) =>
    both
      ? `Ret det skridt først (\`${correction}\`), og prøv så igen, eller tag begge tilbage på én gang (\`${retraction}\`).`
      : `Ret det skridt først (\`${correction}\`), eller tag det tilbage (\`${retraction}\`), og prøv så igen.`,
  fieldUnknown: (step, names) => `"${step}" har ikke det felt. Felterne er ${names}.`,
  dayWithoutYear: 'Årstallet mangler eller er ikke skrevet med fire cifre.',
};
