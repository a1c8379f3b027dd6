import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../settings.js';
import type { StoreInfo } from '../store-info.js';
import { SETTINGS, STORE_INFO } from '../tokens.js';
import type { Sent } from '../requests.js';
import { credentialsIn, type Credentials } from './credentials.js';
import { actsAsDemo, demoPrincipal } from './demo.js';
import type { Principal } from './principal.js';

type Found = Principal | undefined;

/** A source of identity: whose credentials these are, undefined when it does not know them. It never throws for what was sent. */
export interface IdentitySource {
  principalOf(credentials: Credentials): Found | Promise<Found>;
}

/** Who asks: the sources of identity that this process has, asked in turn. Without any only demo principals can be known, where they may act. */
@Injectable()
export class Identities {
  private readonly sources: IdentitySource[] = [];
  private managed: () => ReadonlySet<string> | undefined = () => undefined;

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(STORE_INFO) { clock }: StoreInfo) {
    if (actsAsDemo(settings, clock))
      this.add({ principalOf: (credentials) => (credentials.kind === 'bearer' ? demoPrincipal(credentials.token) : undefined) });
  }

  add(source: IdentitySource): void {
    this.sources.push(source);
  }

  /** Tells which municipalities the administrator manages now; its people see these alone. Undefined: all there are. */
  narrowTo(managed: () => ReadonlySet<string> | undefined): void {
    this.managed = managed;
  }

  /** The principal of a request by its headers; undefined when it says nothing of itself, or nothing that is known. */
  of(headers: Sent): Found | Promise<Found> {
    const credentials = credentialsIn(headers);
    return credentials && this.principalOf(credentials);
  }

  /** Who somebody is by now who goes on listening: an open page is no use of a session, which ends without one. */
  stillBy(headers: Sent): Found | Promise<Found> {
    const credentials = credentialsIn(headers);
    return credentials && this.principalOf({ ...credentials, quietly: true });
  }

  principalOf(credentials: Credentials): Found | Promise<Found> {
    const found = this.asked(credentials);
    return found instanceof Promise ? found.then((principal) => this.narrowed(principal)) : this.narrowed(found);
  }

  private narrowed(principal: Found): Found {
    const manages = principal?.by.party === 'administrator' ? this.managed() : undefined;
    return principal && manages ? { ...principal, by: { ...principal.by, manages } } : principal;
  }

  private asked(credentials: Credentials, from = 0): Found | Promise<Found> {
    for (const [n, source] of this.sources.entries()) {
      if (n < from) continue;
      const found = source.principalOf(credentials);
      if (found instanceof Promise) return found.then((principal) => principal ?? this.asked(credentials, n + 1));
      if (found) return found;
    }
    return undefined;
  }
}
