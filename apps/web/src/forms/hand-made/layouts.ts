import { citizens } from './citizens';
import type { Layouts } from './layout';
import { leaving } from './leaving';
import { letting } from './letting';
import { works } from './works';

/** The forms that are laid out by hand, by command. */
export const LAYOUTS: Layouts = { ...leaving, ...works, ...letting, ...citizens };

/** True once a form asks what would happen: what it asks for is filled in, or another field says why it is not. */
export const isAskable = (command: string, fields: Readonly<Record<string, unknown>>): boolean =>
  fields['direct'] === true || (LAYOUTS[command]?.needed ?? []).every((name) => fields[name] !== undefined);
