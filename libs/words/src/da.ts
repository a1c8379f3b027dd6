import { asking } from './da/asking.js';
import { commandLine } from './da/command-line.js';
import { doctor } from './da/doctor.js';
import { day } from './da/day.js';
import { alsoCalled, called } from './called.js';
import { commands, facts, fields, standing } from './da/events.js';
import { board, figures } from './da/figures.js';
import { rows } from './da/rows.js';
import { serving } from './da/serving.js';
import { importing } from './da/importing.js';
import { persons } from './da/persons.js';
import { meeting } from './da/meeting.js';
import { malformed, malformedHelps } from './da/malformed.js';
import { refusals } from './da/refusals.js';
import { screens } from './da/screens.js';
import { server } from './da/server.js';
import { signIn } from './da/sign-in.js';
import { store } from './da/store.js';
import { warnings } from './da/warnings.js';
import { workflow } from './da/workflow.js';
import { inDenmark, numbersOf } from './numbers.js';
import type { Words } from './words.js';

const date = (day: string) => day.split('-').reverse().join('.');

/** Danish, in the terms that municipalities and housing administrators use themselves. */
export const da: Words = {
  language: 'da',
  date,
  moment: (instant) => {
    const { day, hour, minute } = inDenmark(instant);
    return `${date(day)} kl. ${hour}.${minute}`;
  },
  ...numbersOf('da-DK'),
  perhaps: (name) => `Mente du ${name}?`,
  problems: { ...refusals, ...server },
  ...workflow,
  ...{
    asking,
    commandLine,
    doctor,
    malformed,
    malformedHelps,
    warnings,
    commands,
    events: called(facts),
    steps: alsoCalled(facts),
    fields,
    standing,
    importing,
    meeting,
    board,
    day,
    figures,
    rows,
    serving,
    store,
    signIn,
    screens,
    persons,
  },
};
