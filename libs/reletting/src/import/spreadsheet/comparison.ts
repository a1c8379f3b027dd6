import type { CivilDate, Fact, History, Home, UnitCommandName } from '@relet/domain';
import type { RelettingRow } from './cells.js';
import type { Column } from './columns.js';
import { offerIn, respondByIn, type LoggedVacancy } from './in-log.js';
import { respondByUnsaid, type DatedStep, type PolicyOn } from './steps.js';

/** What a row is compared with beside its own vacancy. */
export interface Beside {
  home: History<Home>;
  policyOn: PolicyOn;
  /** True for a fact that came from an import: what the row did not say was then filled in. */
  isImported(fact: Fact): boolean;
  /** True when a command of this row was given before: where it stands no more, somebody has retracted or moved it. */
  wasGiven(name: UnitCommandName): boolean;
  /** True when what a command reports was recorded of this vacancy, by whomever, and people have retracted it. */
  isTakenBack(name: UnitCommandName): boolean;
  /** True when a direct move-in may be retracted and given again, to make room for the steps before it. */
  mayMakeRoom: boolean;
}

/** An event that has to say something else: another day, or other content in some of its fields. */
export interface Correction {
  fact: Fact;
  /** The command that the row would give for it. */
  of: UnitCommandName;
  column: Column;
  day?: CivilDate;
  content?: Readonly<Record<string, unknown>>;
}

/** A cell that says something else than the log, and what would make the log say the same. */
export interface Difference {
  column: Column;
  code: 'ROW_CHANGED' | 'CELL_EMPTIED';
  log: string | undefined;
  sheet: string | undefined;
  mend: readonly (Correction | DatedStep)[];
}

/** What a row tells that the log does not: cells that were filled since, and cells that were changed. */
export interface Comparison {
  /** Stored fallbacks that the row replaces. */
  fallbacks: Correction[];
  /** Events that make room for others, retracted together. */
  retracted: Fact[];
  /** Steps that are missing in the log. */
  missing: DatedStep[];
  /** Steps that are given once more after their event was retracted to make room. */
  again: DatedStep[];
  differences: Difference[];
  /** The row together with what the log tells beside it. */
  whole: RelettingRow;
  /** All that one import of the whole row would give. */
  steps: readonly DatedStep[];
  /** Columns that only the row tells. */
  added: ReadonlySet<Column>;
}

/** A row's cells as far as they are told. */
export type Cells = { [C in Column]?: string | number | undefined };

/** The vacancy as cells. */
export function toldBy(vacancy: LoggedVacancy): Cells {
  const { vacated, notice, liable, keys, inspection, ordered, ready, accepted, contract, movedIn } = vacancy;
  const offer = offerIn(vacancy);
  return {
    notice: notice?.effective,
    liableUntil: notice && liable?.payload.liableUntil,
    vacated: vacated.effective,
    reason: vacated.payload.reason,
    keys: keys?.effective,
    inspection: inspection?.effective,
    works: inspection?.payload.works,
    ordered: ordered?.effective,
    ready: ready.at(-1)?.effective,
    offered: offer?.effective,
    respondBy: offer && respondByIn(vacancy, offer),
    accepted: accepted?.effective,
    contract: contract?.effective,
    rentFrom: contract?.payload.rentFrom,
    movedIn: movedIn?.effective,
  };
}

/** What an import filled in is nobody's word: it is made anew from the whole row. */
export function withoutFallbacks(vacancy: LoggedVacancy, beside: Beside): Cells {
  const { inspection } = vacancy;
  return {
    ...(isReasonUnsaid(vacancy, beside) && { reason: undefined }),
    ...(inspection && beside.isImported(inspection) && inspection.payload.works !== 'major' && { works: undefined }),
    ...(isReadyUnsaid(vacancy, beside) && { ready: undefined }),
    ...(isRespondByUnsaid(vacancy, beside) && { respondBy: undefined }),
    ...(isRentFromUnsaid(vacancy, beside) && { rentFrom: undefined }),
  };
}

/** No row has said why the home was vacated. */
export const isReasonUnsaid = ({ vacated }: LoggedVacancy, { isImported }: Beside) =>
  isImported(vacated) && vacated.payload.direct && vacated.payload.reason === 'notice';

/** Ready directly on the day of the move-in: no row has said when. */
export function isReadyUnsaid({ ready, movedIn }: LoggedVacancy, { isImported }: Pick<Beside, 'isImported'>): boolean {
  const last = ready.at(-1);
  return last !== undefined && isImported(last) && last.payload.direct && last.effective === movedIn?.effective;
}

/** No row has said until when the offer could be answered. */
export function isRespondByUnsaid(vacancy: LoggedVacancy, { isImported, policyOn }: Beside): boolean {
  const offer = offerIn(vacancy);
  if (!offer || !isImported(offer)) return false;
  const day = respondByIn(vacancy, offer);
  return [undefined, vacancy.accepted?.effective].some((accepted) => day === respondByUnsaid(offer.effective, accepted, policyOn));
}

/** No row has said from when rent is owed. */
export const isRentFromUnsaid = ({ contract, movedIn }: LoggedVacancy, { isImported }: Beside) =>
  contract !== undefined && isImported(contract) && contract.payload.rentFrom === movedIn?.effective;
