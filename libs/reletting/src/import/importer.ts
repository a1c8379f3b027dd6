import { municipalityOf, whoGives, type CommandName } from '@relet/domain';
import type { Principal } from '@relet/platform';

/** Who gives an imported command on a home: the side whose part it is. */
export function importer(command: CommandName, unit: string): Principal {
  return whoGives(command) === 'offering' ? municipalityImporter(municipalityOf(unit)) : ADMINISTRATOR;
}

const ADMINISTRATOR: Principal = { id: 'import-administrator', by: { party: 'administrator', role: 'caseworker' } };

/** The municipality's side of an import. */
export function municipalityImporter(municipality: string): Principal {
  return { id: `import-${municipality}`, by: { party: 'municipality', role: 'caseworker', municipality } };
}

/** True for whoever an import gives its commands as: they come from a file, and from nobody who would undo them. */
export const isImporter = (actor: string): boolean => actor.startsWith('import-');
