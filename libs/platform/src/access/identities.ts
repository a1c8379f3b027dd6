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
  private managed: () => Promise<ReadonlySet<string> | undefined> = async () => undefined;

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(STORE_INFO) { clock }: StoreInfo) {
    if (actsAsDemo(settings, clock))
      this.add({ principalOf: (credentials) => (credentials.kind === 'bearer' ? demoPrincipal(credentials.token) : undefined) });
  }

  add(source: IdentitySource): void {
    this.sources.push(source);
  }

  /** Tells which municipalities the administrator manages now; its people see these alone. Undefined: all there are. */
  narrowTo(managed: () => Promise<ReadonlySet<string> | undefined>): void {
    this.managed = managed;
  }

  /** The principal of a request by its headers; undefined when it says nothing of itself, or nothing that is known. */
  async of(headers: Sent): Promise<Found> {
    const credentials = credentialsIn(headers);
    return credentials && this.principalOf(credentials);
  }

  /** Who somebody is by now who goes on listening: an open page is no use of a session, which ends without one. */
  async stillBy(headers: Sent): Promise<Found> {
    const credentials = credentialsIn(headers);
    return credentials && this.principalOf({ ...credentials, quietly: true });
  }

  async principalOf(credentials: Credentials): Promise<Found> {
    for (const source of this.sources) {
      const found = await source.principalOf(credentials);
      if (found) return this.narrowed(found);
    }
    return undefined;
  }

  private async narrowed(principal: Principal): Promise<Principal> {
    const manages = principal.by.party === 'administrator' ? await this.managed() : undefined;
    return manages ? { ...principal, by: { ...principal.by, manages } } : principal;
  }
}
