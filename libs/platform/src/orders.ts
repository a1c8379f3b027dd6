import { Command } from '@nestjs/cqrs';
import type { CivilDate } from '@relet/domain';
import type { Principal } from './access/index.js';
import type { Receipt } from './receipt.answers.js';

/** A command on a citizen that another room gives: it is decided as if the principal had sent it. */
export class OrderOfCitizen extends Command<Receipt> {
  constructor(
    readonly name: 'ApproveCitizen' | 'EraseCitizenData',
    readonly citizen: string | undefined,
    readonly fields: object,
    readonly giving: { principal: Principal; key?: string; dryRun?: boolean },
  ) {
    super();
  }
}

/** An erasure that happened and that the log has lost, because an older log was put in its place: it is recorded again, whatever stands there now. */
export class ErasedBefore extends Command<void> {
  constructor(
    readonly citizen: string,
    readonly effective: CivilDate,
    readonly given: { principal: Principal; commandId: string; commandHash: string },
  ) {
    super();
  }
}
