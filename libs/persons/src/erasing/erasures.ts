import { Injectable } from '@nestjs/common';
import { Clock, PersonsError, sees, type Principal } from '@relet/platform';
import { plusMonths } from '@relet/domain';
import type { ErasuresAnswer, HeldSince, RetentionAnswer } from '../persons.answers.js';
import type { Kept } from '../register/register-rows.js';
import type { Files } from '../files.js';
import { Vault } from '../vault.js';
import { Retention } from './retention.js';

/** Months in which those who will be erased are told beforehand. */
const AHEAD = 3;

/** What those who watch over persons are told of erasures, each within their own municipality: who was erased, and who will be. */
@Injectable()
export class Erasures {
  constructor(
    private readonly vault: Vault,
    private readonly retention: Retention,
    private readonly clock: Clock,
  ) {}

  /** The record of erasures, the latest first. The case of a home is known to it by its random id alone. */
  async all(principal: Principal): Promise<ErasuresAnswer> {
    const { ledger } = this.files();
    const own = (await ledger.all()).filter(({ municipality }) => sees(principal, municipality));
    const certificates = await ledger.certificates();
    const erasures = own.reverse().map(({ n, subject, kind, municipality, ground, at }) => {
      const certificate = certificates.get(subject);
      const whom = { n, kind, municipality, ...(kind === 'citizen' && { citizen: subject }), subject };
      return { ...whom, ground, begunAt: at, certifiedAt: certificate?.at ?? null, certificate: certificate?.hash ?? null };
    });
    return { erasures };
  }

  /** What each municipality has decided, whose period is over or will soon be, and who must not be erased. */
  async due(principal: Principal): Promise<RetentionAnswer> {
    const { register } = this.files();
    const today = this.clock.today();
    const last = plusMonths(today, AHEAD);
    const idle = (await this.retention.idle(register)).filter(({ municipality }) => sees(principal, municipality));
    const named = [...(await register.subjects('live')).map(({ municipality }) => municipality), principal.by.municipality ?? []].flat();
    const municipalities = [...new Set(named)].filter((each) => sees(principal, each)).sort();
    const kept = await Promise.all(municipalities.map((municipality) => register.kept(municipality)));
    return {
      municipalities: municipalities.map((municipality, n) => ({
        municipality,
        ...(kept[n] as Kept),
        idle: idle.filter((each) => each.municipality === municipality).length,
      })),
      due: idle
        .filter(({ over, held }) => held ?? (over !== null && over <= last))
        .sort((a, b) => ((a.over ?? '9') < (b.over ?? '9') ? -1 : 1))
        .map(({ kind, about, municipality, since, over, held }) => ({
          ...(kind === 'citizen' ? { citizen: about } : { unit: about }),
          ...{ municipality, since, over, isOver: over !== null && over <= today },
          ...(held && { held: held as HeldSince }),
        })),
    };
  }

  private files(): Files {
    const { files } = this.vault;
    if (!files) throw new PersonsError('PERSONS_UNREADABLE', 'No persons are kept here.');
    return files;
  }
}
