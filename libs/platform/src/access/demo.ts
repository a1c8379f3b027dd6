import { isLoopback, type Settings } from '../settings.js';
import type { Principal } from './principal.js';

/** Principals whose tokens everybody knows: for the demo and for stores whose clock is set by hand, on this machine only. */
export const DEMO_PRINCIPALS: Readonly<Record<string, Principal>> = {
  'demo-administrator': { id: 'demo-administrator', by: { party: 'administrator', role: 'caseworker' } },
  'demo-eksempel': { id: 'demo-eksempel', by: { party: 'municipality', role: 'caseworker', municipality: 'eksempel' } },
  'demo-nordby': { id: 'demo-nordby', by: { party: 'municipality', role: 'caseworker', municipality: 'nordby' } },
  'demo-analyst': { id: 'demo-analyst', by: { party: 'administrator', role: 'analyst' } },
  'demo-auditor': { id: 'demo-auditor', by: { party: 'administrator', role: 'auditor' } },
  'demo-dpo': { id: 'demo-dpo', by: { party: 'municipality', role: 'data_protection_officer', municipality: 'eksempel' } },
  'demo-operator': { id: 'demo-operator', by: { party: 'administrator', role: 'operator' } },
};

/** True when demo principals act here: the store is a demonstration, or RELET_DEMO says so, and nobody comes from elsewhere. */
export function actsAsDemo({ demo, host, publicUrl, trustedProxy }: Settings, clock: 'system' | 'manual'): boolean {
  return (demo || clock === 'manual') && isLoopback(host) && publicUrl === undefined && !trustedProxy.length;
}

/** The demo principal of a token. */
export function demoPrincipal(token: string): Principal | undefined {
  return Object.hasOwn(DEMO_PRINCIPALS, token) ? DEMO_PRINCIPALS[token] : undefined;
}
