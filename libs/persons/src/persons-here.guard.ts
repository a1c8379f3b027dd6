import { Injectable, type CanActivate } from '@nestjs/common';
import { Vault } from './vault.js';

/** Questions on persons are answered by the process that keeps them. */
@Injectable()
export class PersonsHere implements CanActivate {
  constructor(private readonly vault: Vault) {}

  canActivate(): boolean {
    this.vault.mustBeHere();
    return true;
  }
}
