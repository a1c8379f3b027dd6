import { answerDue, maxDate, plusDays, type CivilDate, type PolicyFields, type UnitCommandName, type Works } from '@relet/domain';
import type { RelettingRow } from './cells.js';
import type { Column } from './columns.js';

/** One command that a row becomes, and the column that it stands for. */
export interface Step {
  name: UnitCommandName | 'CorrectEvent' | 'RetractEvent';
  column: Column;
  fields: Readonly<Record<string, unknown>>;
  /** For a correction, and for a command that is given once more: the command whose key it has, and the revision of the home that was seen. */
  again?: { of: string; seen: number };
}

/** A command of a row with its day. */
export interface DatedStep extends Step {
  name: UnitCommandName;
  fields: Readonly<Record<string, unknown>> & { effective: CivilDate };
}

/** Commands that a row can become, each at most once, in the order in which they are given on one day. */
export const ROW_COMMANDS = [
  'SetRent',
  'GiveNotice',
  'RecordVacated',
  'ReturnKeys',
  'RecordInspection',
  'OrderWorks',
  'CompleteWorks',
  'DeclareReady',
  'MakeOffer',
  'AcceptOffer',
  'SignContract',
  'MoveIn',
] as const satisfies readonly UnitCommandName[];

/** The policy in force on a day. */
export type PolicyOn = (day: CivilDate) => PolicyFields;

/** Who gave the notice is no column: it follows from the reason. */
const NOTICE_BY = { death: 'relatives', notice: 'resident', eviction: 'administrator', transfer: 'resident' } as const;

/**
 * A row as commands, in the order they are given: rent and notice first (a notice may come after the home is empty), then by day.
 * What is not in the row is not invented: steps that are missing are told by `direct`.
 */
export function stepsOf(row: RelettingRow, rentBefore: number | undefined, policyOn: PolicyOn): DatedStep[] {
  const dated = [...leaving(row), ...works(row, policyOn), ...letting(row, policyOn)];
  const inOrder = dated.sort((a, b) => (a.fields.effective < b.fields.effective ? -1 : a.fields.effective > b.fields.effective ? 1 : 0));
  return [...rent(row, rentBefore), ...notice(row), ...inOrder];
}

const step = (name: UnitCommandName, column: Column, effective: CivilDate, fields: object = {}): DatedStep => ({
  name,
  column,
  fields: { effective, ...fields },
});

function rent({ vacated, rent: oere }: RelettingRow, before: number | undefined): DatedStep[] {
  return oere === undefined || oere === before ? [] : [step('SetRent', 'rent', vacated, { rentOere: oere })];
}

function notice({ notice: received, reason = 'notice', liableUntil }: RelettingRow): DatedStep[] {
  return received ? [step('GiveNotice', 'notice', received, { by: NOTICE_BY[reason], ...(liableUntil && { liableUntil }) })] : [];
}

function leaving({ vacated, notice: received, reason = 'notice', keys }: RelettingRow): DatedStep[] {
  return [
    step('RecordVacated', 'vacated', vacated, { reason, ...(!received && { direct: true }) }),
    ...(keys ? [step('ReturnKeys', 'keys', keys)] : []),
  ];
}

function works(row: RelettingRow, policyOn: PolicyOn): DatedStep[] {
  const { inspection, works: found, ordered, ready, movedIn } = row;
  const needed = found ?? worksUnsaid(row);
  const steps = inspection ? [step('RecordInspection', 'inspection', inspection, { works: needed })] : [];
  if (inspection && needed === 'none') return steps;
  if (ordered) steps.push(step('OrderWorks', 'ordered', ordered, { due: ready ?? dueUnsaid(ordered, policyOn) }));
  if (ordered && ready) {
    steps.push(step('CompleteWorks', 'ready', ready));
    if (policyOn(ready).readySignOff) steps.push(step('DeclareReady', 'ready', ready));
  } else {
    const day = ready ?? movedIn;
    if (day) steps.push(step('DeclareReady', ready ? 'ready' : 'movedIn', day, { direct: true }));
  }
  return steps;
}

/** What works an inspection has found when nobody says it. */
export const worksUnsaid = ({ ready, inspection, ordered }: Pick<RelettingRow, 'ready' | 'inspection' | 'ordered'>): Works =>
  ordered === undefined && ready !== undefined && ready === inspection ? 'none' : 'standard';

/** When works are due when nobody says it, and they are not done. */
export const dueUnsaid = (ordered: CivilDate, policyOn: PolicyOn): CivilDate => plusDays(ordered, policyOn(ordered).targetDays.works);

/** Until when an offer could be answered when nobody says it: the yes came in time. */
export function respondByUnsaid(offered: CivilDate, accepted: CivilDate | undefined, policyOn: PolicyOn): CivilDate {
  const latest = answerDue(offered, policyOn(offered));
  return accepted ? maxDate(latest, accepted) : latest;
}

function letting(row: RelettingRow, policyOn: PolicyOn): DatedStep[] {
  const { vacated, offered, accepted, contract, movedIn } = row;
  const moveIn = movedIn ? [step('MoveIn', 'movedIn', movedIn, offered ? {} : { direct: true })] : [];
  if (!offered) return moveIn;
  const offerId = `row-${vacated}`;
  const respondBy = row.respondBy ?? respondByUnsaid(offered, accepted, policyOn);
  return [
    step('MakeOffer', 'offered', offered, { offerId, respondBy, direct: true }),
    ...(accepted ? [step('AcceptOffer', 'accepted', accepted, { offerId })] : []),
    ...(contract ? [step('SignContract', 'contract', contract, { rentFrom: row.rentFrom ?? movedIn })] : []),
    ...moveIn,
  ];
}
