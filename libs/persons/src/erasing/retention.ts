import { Injectable } from '@nestjs/common';
import { plusMonths, type CivilDate } from '@relet/domain';
import { ReadModels } from '@relet/platform';
import { CITIZENS_KEPT } from '../citizens.projection.js';
import type { Hold, RegisterRows, Subject } from '../register/register-rows.js';

/** Somebody whom nobody needs any more: since which day, on which one the municipality's period is over (null while it has decided none), and what keeps them. */
export interface Idle extends Pick<Subject, 'id' | 'kind' | 'about' | 'municipality'> {
  since: CivilDate;
  over: CivilDate | null;
  held: Hold | undefined;
}

/** Who is kept without being in use, and until when. */
@Injectable()
export class Retention {
  constructor(private readonly readModels: ReadModels) {}

  /** Of a citizen the days count from the last one of the history, of a home's case from the last change. */
  async idle(register: RegisterRows): Promise<Idle[]> {
    const citizens = new Map((await this.citizens().execute()).map(({ citizen, idleSince }) => [citizen, idleSince]));
    const idle: Idle[] = [];
    for (const { id, kind, about, municipality, changedOn } of await register.subjects('live')) {
      const since = kind === 'citizen' ? citizens.get(about) : changedOn;
      if (!since) continue;
      const { retentionMonths } = await register.kept(municipality);
      const over = retentionMonths === null ? null : plusMonths(since, retentionMonths);
      idle.push({ id, kind, about, municipality, since, over, held: await register.holdOn(kind, about) });
    }
    return idle;
  }

  /** The rows of the citizens, as the log makes them. */
  citizens() {
    return this.readModels.rowsOf(CITIZENS_KEPT).selectFrom('persons_citizen').select(['citizen', 'municipality', 'erased', 'idleSince']);
  }
}
