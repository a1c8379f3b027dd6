import { forms } from './screens/forms.js';
import { shell } from './screens/shell.js';

/** What the screens say, a file a screen. */
export const screens = { shell, forms };
