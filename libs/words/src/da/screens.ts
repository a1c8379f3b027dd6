import { accessLog } from './screens/access-log.js';
import { analysis } from './screens/analysis.js';
import { board } from './screens/board.js';
import { citizen } from './screens/citizen.js';
import { day } from './screens/day.js';
import { find } from './screens/find.js';
import { forms } from './screens/forms.js';
import { history } from './screens/history.js';
import { home } from './screens/home.js';
import { importing } from './screens/importing.js';
import { me } from './screens/me.js';
import { meeting } from './screens/meeting.js';
import { operations } from './screens/operations.js';
import { persons } from './screens/persons.js';
import { policy } from './screens/policy.js';
import { shell } from './screens/shell.js';
import { steps } from './screens/steps.js';
import { waiting } from './screens/waiting.js';

/** What the screens say, a file a screen. */
export const screens = {
  accessLog,
  analysis,
  board,
  citizen,
  day,
  find,
  forms,
  history,
  home,
  importing,
  me,
  meeting,
  operations,
  persons,
  policy,
  shell,
  steps,
  waiting,
};
