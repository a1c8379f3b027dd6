import { UnauthorizedException } from '@nestjs/common';
import { Refusal } from '@relet/domain';
import { isServer, openStore, StoreError } from '@relet/event-store';
import { actsAsDemo, DEMO_PRINCIPALS, may, rolesWith, storeInfoOf, type Principal, type Right, type Settings } from '@relet/platform';
import { nearest } from '@relet/words';
import { settingsOf, type Common } from './house.js';
import { UsageError } from './usage.js';

/** Who acts on the command line, and the token by which a running server knows them. */
export interface Acting {
  principal: Principal;
  token: string | undefined;
}

/**
 * Somebody who may open the store's file and says no more of themselves: what they read and keep safe is theirs anyway by the file. They have no part in
 * the workflow, and a running server does not know them.
 */
const MACHINE: Principal = { id: 'machine', by: { party: 'administrator', role: 'operator' } };

const NAMES = Object.keys(DEMO_PRINCIPALS).map((name) => name.slice('demo-'.length));

/**
 * Who acts, by a right of theirs. In a demonstration it is the principal that `--as` names, else `fallback`. Elsewhere it is whose token RELET_TOKEN holds;
 * without one, somebody at this machine. Throws UsageError, and refuses UNAUTHENTICATED or NOT_YOUR_PART as a server does.
 */
export async function actingAs(right: Right, options: Common, fallback: string, settings = settingsOf(options)): Promise<Acting> {
  const acting = actsAsDemo(settings, settings.demo ? settings.clock : await clockOf(settings))
    ? demoNamed(options.as ?? fallback)
    : await known(options, settings);
  if (!may(acting.principal, right)) {
    if (acting.principal === MACHINE) throw new UnauthorizedException();
    const roles = rolesWith(right);
    throw new Refusal('NOT_YOUR_PART', { roles: roles.join(', ') });
  }
  return acting;
}

/**
 * Who reads. Whoever may open the file may read all of it; who names themselves sees what they would see elsewhere, and is told of a store that is not there before it is
 * asked whether it is a demonstration's.
 */
export async function readingAs(options: Common, fallback: string, right: Right = 'own'): Promise<Principal> {
  const { store } = settingsOf(options);
  if (options.as !== undefined && !isServer(store)) await (await openStore(store, { readOnly: true })).close();
  return (await actingAs(right, options, fallback)).principal;
}

function demoNamed(name: string): Acting {
  const principal = DEMO_PRINCIPALS[`demo-${name}`];
  if (principal) return { principal, token: principal.id };
  const near = nearest(name, NAMES);
  throw new UsageError(
    (_, { problems }, { perhaps }) => [problems.PRINCIPAL_UNKNOWN.detail, ...(near === undefined ? [] : [perhaps(near)])].join(' '),
    'PRINCIPAL_UNKNOWN',
    { names: NAMES.join(', ') },
  );
}

async function known({ as }: Common, settings: Settings): Promise<Acting> {
  if (as !== undefined) throw new UsageError((usage) => usage.asIsForDemos());
  const token = process.env['RELET_TOKEN'];
  if (token === undefined) return { principal: MACHINE, token };
  const { principalOf } = await import('./accounts.js');
  return { principal: await principalOf(token, settings), token };
}

/** Whose clock the store has; of a store that is not there yet, the one that it would get. */
async function clockOf({ store, clock }: Settings): Promise<'system' | 'manual'> {
  try {
    const opened = await openStore(store, { readOnly: true });
    try {
      return (await storeInfoOf(opened))?.clock ?? clock;
    } finally {
      await opened.close();
    }
  } catch (error) {
    // What is wrong with a file is told by what was asked of it. A server that is away is not waited for twice.
    if (error instanceof StoreError && !isServer(store)) return clock;
    throw error;
  }
}
