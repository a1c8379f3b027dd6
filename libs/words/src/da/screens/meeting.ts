import type { ScreenWords } from '../../words.js';

/** Ugemødet. */
export const meeting: ScreenWords['meeting'] = {
  since: 'Siden sidste møde',
  present: 'Gennemgå en ad gangen',
  list: 'Hele dagsordenen',
  at: (n, of) => `${n} af ${of}`,
  previous: 'Forrige',
  next: 'Næste',
  hint: 'Piletasterne går til den næste og den forrige.',
  done: 'Dagsordenen er gennemgået.',
  nothing: 'Intet er sket siden sidst, og intet venter.',
  sheet: 'Som side til A4 (ny fane)',
  late: 'Registreret siden sidst, sket før',
  step: 'Næste skridt',
  where: 'Kommune',
  go: 'Gå til',
};
