import { citizen } from './screens/citizen.js';
import { forms } from './screens/forms.js';
import { home } from './screens/home.js';
import { persons } from './screens/persons.js';
import { policy } from './screens/policy.js';
import { shell } from './screens/shell.js';

/** What the screens say, a file a screen. */
export const screens = { shell, forms, home, citizen, policy, persons };
