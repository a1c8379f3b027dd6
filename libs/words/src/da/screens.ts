import { analysis } from './screens/analysis.js';
import { citizen } from './screens/citizen.js';
import { forms } from './screens/forms.js';
import { history } from './screens/history.js';
import { home } from './screens/home.js';
import { importing } from './screens/importing.js';
import { operations } from './screens/operations.js';
import { persons } from './screens/persons.js';
import { policy } from './screens/policy.js';
import { shell } from './screens/shell.js';

/** What the screens say, a file a screen. */
export const screens = { analysis, citizen, forms, history, home, importing, operations, persons, policy, shell };
