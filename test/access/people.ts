import { ROLES, type Role } from '@relet/domain';
import { Users } from '@relet/identity';
import type { Right } from '@relet/platform';

export const MUNICIPALITIES = ['eksempel', 'nordby'] as const;

/** Somebody of the matrix: a role at the administrator or at a municipality, with a token. */
export interface Somebody {
  role: Role;
  of: 'administrator' | (typeof MUNICIPALITIES)[number];
  /** As the log names them. */
  id: string;
  token: string;
}

/** What each role may, said once more than the code says it. */
const MAY: Readonly<Record<Role, readonly Right[]>> = {
  caseworker: ['command', 'board', 'figures', 'history', 'persons', 'own'],
  analyst: ['board', 'figures', 'own'],
  auditor: ['board', 'figures', 'history', 'own'],
  data_protection_officer: ['access_log', 'own'],
  operator: ['operations', 'import', 'own'],
  integration: ['command', 'own'],
};

/** The whole store is the administrator's: nobody of a municipality operates it. */
export const mayDo = ({ role, of }: Somebody, rights: Right | 'nothing' | readonly Right[]): boolean =>
  [rights]
    .flat()
    .some(
      (right) =>
        right === 'nothing' || (MAY[role].includes(right) && (of === 'administrator' || !['operations', 'import'].includes(right))),
    );

/** Every role at the administrator and at each municipality, each with a service account of its own. */
export async function everybody(file: string): Promise<Somebody[]> {
  const users = Users.inFile(file);
  try {
    const all: Somebody[] = [];
    for (const role of ROLES)
      for (const of of ['administrator', ...MUNICIPALITIES] as const) {
        const rights = {
          roles: [role],
          ...(of === 'administrator' ? { party: of } : { party: 'municipality' as const, municipality: of }),
        };
        const { account, token } = await users.accounts.add(`${role} of ${of}`, rights, 1, 'test');
        all.push({ role, of, id: account.id, token });
      }
    return all;
  } finally {
    await users.close();
  }
}

/** Names the one municipality that the administrator manages from now on. */
export async function manageOnly(file: string, id: string): Promise<void> {
  const users = Users.inFile(file);
  await users.municipalities.set({ id, name: `${id} Kommune`, cvr: '29189999', from: '2020-01-01', to: null }, 'test');
  await users.close();
}
