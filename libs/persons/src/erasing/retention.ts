import { Injectable } from '@nestjs/common';
import { plusMonths, type CivilDate } from '@relet/domain';
import { ReadModels } from '@relet/platform';
import { CITIZENS_KEPT } from '../citizens.projection.js';
import type { RegisterFile, Subject } from '../register/register-file.js';

/** Somebody whom nobody needs any more: since which day, on which one the municipality's period is over (null while it has decided none), and what keeps them. */
export interface Idle extends Pick<Subject, 'id' | 'kind' | 'about' | 'municipality'> {
  since: CivilDate;
  over: CivilDate | null;
  held: { since: string; ground: string } | undefined;
}

/** Who is kept without being in use, and until when. */
@Injectable()
export class Retention {
  constructor(private readonly readModels: ReadModels) {}

  /** Of a citizen the days count from the last one of the history, of a home's case from the last change. */
  async idle(register: RegisterFile): Promise<Idle[]> {
    const citizens = new Map((await this.citizens().execute()).map(({ citizen, idleSince }) => [citizen, idleSince]));
    return register.subjects('live').flatMap(({ id, kind, about, municipality, changedOn }) => {
      const { retentionMonths } = register.kept(municipality);
      const since = kind === 'citizen' ? citizens.get(about) : changedOn;
      if (!since) return [];
      const over = retentionMonths === null ? null : plusMonths(since, retentionMonths);
      return { id, kind, about, municipality, since, over, held: register.holdOn(kind, about) };
    });
  }

  /** The rows of the citizens, as the log makes them. */
  citizens() {
    return this.readModels.rowsOf(CITIZENS_KEPT).selectFrom('persons_citizen').select(['citizen', 'municipality', 'erased', 'idleSince']);
  }
}
