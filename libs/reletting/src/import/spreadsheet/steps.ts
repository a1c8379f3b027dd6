import { maxDate, plusDays, type CivilDate, type PolicyFields, type UnitCommandName } from '@relet/domain';
import type { RelettingRow } from './cells.js';
import type { Column } from './columns.js';

/** One command that a row becomes, and the column that it stands for. */
export interface Step {
  name: UnitCommandName;
  column: Column;
  fields: Record<string, unknown> & { effective: CivilDate };
}

/** Commands that a row can become, each at most once. */
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

/** Who gave the notice is no column: it follows from the reason. */
const NOTICE_BY = { death: 'relatives', notice: 'resident', eviction: 'administrator', transfer: 'resident' } as const;

/**
 * A row as commands, in the order they are given: rent and notice first (a notice may come after the home is empty), then by day.
 * What is not in the row is not invented: steps that are missing are told by `direct`.
 */
export function stepsOf(row: RelettingRow, rentBefore: number | undefined, policyOn: (day: CivilDate) => PolicyFields): Step[] {
  const dated = [...leaving(row), ...works(row, policyOn), ...letting(row, policyOn)];
  const inOrder = dated.sort((a, b) => (a.fields.effective < b.fields.effective ? -1 : a.fields.effective > b.fields.effective ? 1 : 0));
  return [...rent(row, rentBefore), ...notice(row), ...inOrder];
}

const step = (name: Step['name'], column: Column, effective: CivilDate, fields: object = {}): Step => ({
  name,
  column,
  fields: { effective, ...fields },
});

function rent({ vacated, rent: oere }: RelettingRow, before: number | undefined): Step[] {
  return oere === undefined || oere === before ? [] : [step('SetRent', 'rent', vacated, { rentOere: oere })];
}

function notice({ notice: received, reason = 'notice', liableUntil }: RelettingRow): Step[] {
  return received ? [step('GiveNotice', 'notice', received, { by: NOTICE_BY[reason], ...(liableUntil && { liableUntil }) })] : [];
}

function leaving({ vacated, notice: received, reason = 'notice', keys }: RelettingRow): Step[] {
  return [
    step('RecordVacated', 'vacated', vacated, { reason, ...(!received && { direct: true }) }),
    ...(keys ? [step('ReturnKeys', 'keys', keys)] : []),
  ];
}

function works({ inspection, works: found, ordered, ready, movedIn }: RelettingRow, policyOn: (day: CivilDate) => PolicyFields): Step[] {
  const needed = found ?? (ready !== undefined && ready === inspection ? 'none' : 'standard');
  const steps = inspection ? [step('RecordInspection', 'inspection', inspection, { works: needed })] : [];
  if (inspection && needed === 'none') return steps;
  if (ordered) steps.push(step('OrderWorks', 'ordered', ordered, { due: ready ?? plusDays(ordered, policyOn(ordered).targetDays.works) }));
  if (ordered && ready) {
    steps.push(step('CompleteWorks', 'ready', ready));
    if (policyOn(ready).readySignOff) steps.push(step('DeclareReady', 'ready', ready));
  } else {
    const day = ready ?? movedIn;
    if (day) steps.push(step('DeclareReady', ready ? 'ready' : 'movedIn', day, { direct: true }));
  }
  return steps;
}

function letting(row: RelettingRow, policyOn: (day: CivilDate) => PolicyFields): Step[] {
  const { vacated, offered, accepted, contract, movedIn } = row;
  const moveIn = movedIn ? [step('MoveIn', 'movedIn', movedIn, offered ? {} : { direct: true })] : [];
  if (!offered) return moveIn;
  const offerId = `row-${vacated}`;
  const latest = plusDays(offered, policyOn(offered).answerDays);
  const respondBy = row.respondBy ?? (accepted ? maxDate(latest, accepted) : latest);
  return [
    step('MakeOffer', 'offered', offered, { offerId, respondBy, direct: true }),
    ...(accepted ? [step('AcceptOffer', 'accepted', accepted, { offerId })] : []),
    ...(contract ? [step('SignContract', 'contract', contract, { rentFrom: row.rentFrom ?? movedIn })] : []),
    ...moveIn,
  ];
}
