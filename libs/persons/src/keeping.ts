import { Injectable } from '@nestjs/common';
import { MUNICIPALITY_ID } from '@relet/domain';
import { Clock, MunicipalityUnknown, PersonsError, sees, type Principal } from '@relet/platform';
import type { HoldAnswer, KeepAnswer, RotationAnswer } from './persons.answers.js';
import type { HoldPerson, KeepSettings, OfWhom } from './persons.commands.js';
import { mustBeMunicipality, Sight, type About } from './sight.js';
import type { Files } from './files.js';
import { Vault } from './vault.js';

/** What is kept, for how long, what must be kept, and under which master key. */
@Injectable()
export class Keeping {
  constructor(
    private readonly vault: Vault,
    private readonly sight: Sight,
    private readonly clock: Clock,
  ) {}

  /** Nobody erases whom this is about until it is lifted. */
  async hold({ ground, ...whom }: HoldPerson, principal: Principal): Promise<HoldAnswer> {
    const { kind, about } = await this.seen(whom, principal);
    await this.files().register.hold(kind, about, { since: this.clock.today(), writer: principal.id, ground });
    return { held: true };
  }

  async lift(whom: OfWhom, principal: Principal): Promise<HoldAnswer> {
    const { kind, about } = await this.seen(whom, principal);
    await this.files().register.liftHold(kind, about);
    return { held: false };
  }

  /** What a municipality keeps, and after how many months nobody needs it any more. */
  async keep(municipality: string, { cpr, retentionMonths: months }: KeepSettings): Promise<KeepAnswer> {
    if (!MUNICIPALITY_ID.test(municipality)) throw new MunicipalityUnknown();
    const retentionMonths = months ?? null;
    await this.files().register.keep(municipality, { cpr, retentionMonths });
    return { municipality, cpr, retentionMonths };
  }

  /** What a municipality keeps; where no persons are kept at all it keeps no numbers. MUNICIPALITY_UNKNOWN out of sight. */
  async kept(municipality: string, principal: Principal): Promise<KeepAnswer> {
    if (!MUNICIPALITY_ID.test(municipality) || !sees(principal, municipality)) throw new MunicipalityUnknown();
    return { municipality, ...((await this.vault.files?.register.kept(municipality)) ?? { cpr: false, retentionMonths: null }) };
  }

  async rotate(): Promise<RotationAnswer> {
    await this.vault.rotate();
    return { keys: await this.files().keys.count() };
  }

  /** Whether a citizen is kept is the municipality's own to say. */
  private async seen(whom: OfWhom, principal: Principal): Promise<About> {
    const about = await this.sight.of(whom, principal);
    if (about.kind === 'citizen') mustBeMunicipality(principal);
    return about;
  }

  private files(): Files {
    const { files } = this.vault;
    if (!files) throw new PersonsError('PERSONS_UNREADABLE', 'No persons are kept here.');
    return files;
  }
}
