import { municipalityOf } from '@relet/domain';
import type { Principal } from '@relet/platform';

/** Commands that are the municipality's part; rows with all others come from the administrator. */
export const OFFERING: ReadonlySet<string> = new Set([
  'Reserve',
  'ReleaseReservation',
  'MakeOffer',
  'WithdrawOffer',
  'DeclineOffer',
  'ExtendOffer',
  'ExpireOffer',
  'AcceptOffer',
]);

/** Who gives an imported command on a home: the side whose part it is. */
export function importer(command: string, unit: string): Principal {
  return OFFERING.has(command) ? municipalityImporter(municipalityOf(unit)) : ADMINISTRATOR;
}

const ADMINISTRATOR: Principal = { id: 'import-administrator', by: { party: 'administrator', role: 'caseworker' } };

/** The municipality's side of an import. */
export function municipalityImporter(municipality: string): Principal {
  return { id: `import-${municipality}`, by: { party: 'municipality', role: 'caseworker', municipality } };
}
