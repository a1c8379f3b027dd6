import { asking } from './en/asking.js';
import { commandLine } from './en/command-line.js';
import { doctor } from './en/doctor.js';
import { day } from './en/day.js';
import { alsoCalled, called } from './called.js';
import { commands, facts, fields, standing } from './en/events.js';
import { board, figures } from './en/figures.js';
import { rows } from './en/rows.js';
import { serving } from './en/serving.js';
import { importing } from './en/importing.js';
import { persons } from './en/persons.js';
import { meeting } from './en/meeting.js';
import { malformed, malformedHelps } from './en/malformed.js';
import { refusals } from './en/refusals.js';
import { screens } from './en/screens.js';
import { server } from './en/server.js';
import { signIn } from './en/sign-in.js';
import { warnings } from './en/warnings.js';
import { workflow } from './en/workflow.js';
import { inDenmark, numbersOf } from './numbers.js';
import type { Words } from './words.js';

/** English, for whoever works on the system. */
export const en: Words = {
  language: 'en',
  date: (day) => day,
  moment: (instant) => {
    const { day, hour, minute } = inDenmark(instant);
    return `${day} ${hour}:${minute}`;
  },
  ...numbersOf('en-GB'),
  perhaps: (name) => `Do you mean ${name}?`,
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
    store: {},
    signIn,
    screens,
    persons,
  },
};
