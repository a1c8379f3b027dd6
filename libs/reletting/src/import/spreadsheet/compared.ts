import { placeOn, UNIT, type CivilDate, type Fact, type UnitCommandName } from '@relet/domain';
import type { RelettingRow } from './cells.js';
import type { Column } from './columns.js';
import {
  isReadyUnsaid,
  isReasonUnsaid,
  isRentFromUnsaid,
  isRespondByUnsaid,
  toldBy,
  withoutFallbacks,
  type Beside,
  type Cells,
  type Comparison,
  type Correction,
  type Difference,
} from './comparison.js';
import { offerIn, respondByIn, type LoggedVacancy } from './in-log.js';
import { dueUnsaid, respondByUnsaid, stepsOf, worksUnsaid, type DatedStep } from './steps.js';

/** Compares a row with its vacancy in the log. Nothing is decided here: the law judges each step. */
export function compared(row: RelettingRow, vacancy: LoggedVacancy, beside: Beside): Comparison {
  const told = toldBy(vacancy);
  const whole = { ...told, ...withoutFallbacks(vacancy, beside), ...row } as RelettingRow;
  const steps = new Map(stepsOf(whole, whole.rent, beside.policyOn).map((step) => [step.name, ofTheLog(step, vacancy)]));
  const found: Found = { row, vacancy, beside, told, whole, steps, fallbacks: [], retracted: [], missing: [], again: [], differences: [] };
  for (const compare of [rent, days, reason, liability, works, ready, offer, movingIn]) compare(found);
  const added = new Set((Object.keys(row) as Column[]).filter((column) => row[column] !== undefined && told[column] === undefined));
  const { fallbacks, retracted, missing, again, differences } = found;
  return { fallbacks, retracted, missing, again, differences, whole, steps: [...steps.values()], added };
}

interface Found extends Omit<Comparison, 'added' | 'steps'> {
  row: RelettingRow;
  vacancy: LoggedVacancy;
  beside: Beside;
  told: Cells;
  /** What one import of the whole row would give. */
  steps: ReadonlyMap<UnitCommandName, DatedStep>;
}

/** A yes is an answer to the offer that the log has. */
function ofTheLog(step: DatedStep, vacancy: LoggedVacancy): DatedStep {
  const made = offerIn(vacancy);
  return step.name === 'AcceptOffer' && made ? { ...step, fields: { ...step.fields, offerId: made.payload.offerId } } : step;
}

const says = ({ row, told }: Found, column: Column): Pick<Difference, 'column' | 'log' | 'sheet'> => ({
  column,
  log: told[column] === undefined ? undefined : String(told[column]),
  sheet: row[column] === undefined ? undefined : String(row[column]),
});
const changed = (found: Found, column: Column, ...mend: Difference['mend']): void =>
  void found.differences.push({ ...says(found, column), code: 'ROW_CHANGED', mend });
const emptied = (found: Found, column: Column): void =>
  void found.differences.push({ ...says(found, column), code: 'CELL_EMPTIED', mend: [] });

/** A step that the log lacks. Where it was given before, here or by hand, somebody has taken it back: that is not undone unasked. */
function lacks(found: Found, column: Column, step: DatedStep | undefined): void {
  if (!step) return;
  const { wasGiven, isTakenBack } = found.beside;
  if (wasGiven(step.name) || isTakenBack(step.name)) changed(found, column, step);
  else found.missing.push(step);
}

/** The rent in force on the day on which the home fell empty; a home of unknown rent was registered with none. */
function rent(found: Found): void {
  const { row, vacancy, beside, told } = found;
  const day = vacancy.vacated.effective;
  const known = placeOn(UNIT, beside.home, day).at.rentOere;
  if (row.rent === undefined || row.rent === known) return;
  told.rent = known;
  const step: DatedStep = { name: 'SetRent', column: 'rent', fields: { effective: day, rentOere: row.rent } };
  const set = beside.home.live.findLast((fact) => fact.type === 'RentSet' && fact.effective === day);
  if (set) changed(found, 'rent', { fact: set, of: 'SetRent', column: 'rent', content: { rentOere: row.rent } });
  else if (known) changed(found, 'rent', step);
  else lacks(found, 'rent', step);
}

const DAYS = [
  ['notice', 'GiveNotice', 'notice'],
  ['vacated', 'RecordVacated', 'vacated'],
  ['keys', 'ReturnKeys', 'keys'],
  ['inspection', 'RecordInspection', 'inspection'],
  ['ordered', 'OrderWorks', 'ordered'],
  ['accepted', 'AcceptOffer', 'accepted'],
  ['contract', 'SignContract', 'contract'],
  ['movedIn', 'MoveIn', 'movedIn'],
] as const satisfies readonly (readonly [Column, UnitCommandName, keyof LoggedVacancy])[];

function days(found: Found): void {
  const { row, vacancy, beside, steps } = found;
  for (const [column, name, part] of DAYS) {
    const [day, fact] = [row[column], vacancy[part]];
    if (day !== undefined && !fact && LETTING.has(column) && (isRefused(found) || hasNoRoom(found))) changed(found, column);
    else if (day !== undefined && !fact) lacks(found, column, steps.get(name));
    else if (day !== undefined && fact && fact.effective !== day) changed(found, column, ...moved(found, { fact, of: name, column, day }));
    else if (day === undefined && fact && beside.isImported(fact)) emptied(found, column);
  }
}

const LETTING: ReadonlySet<Column> = new Set<Column>(['accepted', 'contract', 'movedIn']);

/** Behind a direct move-in that has to stay, no offer can be recorded any more. */
const hasNoRoom = ({ vacancy: { movedIn, offers }, beside: { mayMakeRoom } }: Found) =>
  !mayMakeRoom && movedIn?.payload.direct === true && !offers.length;

/** The offer that the log has was said no to, or taken back: a row that tells of another one adds none, and its letting waits for people. */
function isRefused({ row, vacancy }: Found): boolean {
  const made = offerIn(vacancy);
  const ended = vacancy.facts.some(
    ({ type, payload }) =>
      (type === 'OfferDeclined' || type === 'OfferWithdrawn') && (payload as { offerId: string }).offerId === made?.payload.offerId,
  );
  return ended && !vacancy.accepted && row.offered !== undefined;
}

/** A move-in on another day; a home that nobody said to be ready before is ready on that day. */
function moved({ vacancy, beside, row }: Found, correction: Correction & { day: CivilDate }): Correction[] {
  const last = vacancy.ready.at(-1);
  const together = correction.column === 'movedIn' && last && row.ready === undefined && isReadyUnsaid(vacancy, beside);
  return together ? [correction, { fact: last, of: 'DeclareReady', column: 'movedIn', day: correction.day }] : [correction];
}

/** Why the home was vacated, and the notice without which it was vacated directly. */
function reason(found: Found): void {
  const { row, vacancy, beside, whole, fallbacks } = found;
  const { vacated } = vacancy;
  const content: Record<string, unknown> = {};
  if (row.reason === undefined) {
    if (beside.isImported(vacated) && vacated.payload.reason !== 'notice') emptied(found, 'reason');
  } else if (row.reason !== vacated.payload.reason) {
    if (isReasonUnsaid(vacancy, beside)) content['reason'] = row.reason;
    else changed(found, 'reason', { fact: vacated, of: 'RecordVacated', column: 'reason', content: { reason: row.reason } });
  }
  if (vacated.payload.direct && beside.isImported(vacated) && whole.notice !== undefined) content['direct'] = false;
  if (Object.keys(content).length) fallbacks.push({ fact: vacated, of: 'RecordVacated', column: 'vacated', content });
}

/** Until when the leaver owes rent. */
function liability(found: Found): void {
  const { row, vacancy, beside, fallbacks } = found;
  const { notice, liable } = vacancy;
  const known = liable?.payload.liableUntil;
  if (!notice || !liable || row.liableUntil === known) return;
  const mend: Correction = { fact: liable, of: 'GiveNotice', column: 'liableUntil', content: { liableUntil: row.liableUntil } };
  if (row.liableUntil !== undefined && known === undefined) fallbacks.push(mend);
  else if (row.liableUntil !== undefined) changed(found, 'liableUntil', mend);
  else if (beside.isImported(liable)) emptied(found, 'liableUntil');
}

/** What the inspection has found, and when works were due. */
function works(found: Found): void {
  const { row, vacancy, beside, whole, fallbacks } = found;
  const { inspection, ordered } = vacancy;
  if (inspection) {
    const known = inspection.payload.works;
    const isFilledIn = beside.isImported(inspection);
    const wanted = row.works ?? (isFilledIn && known !== 'major' ? worksUnsaid(whole) : known);
    const mend: Correction = { fact: inspection, of: 'RecordInspection', column: 'works', content: { works: wanted } };
    const isUnsaid = known === 'standard' || (known === 'none' && isNoneUnsaid(vacancy));
    if (wanted !== known && isUnsaid && isFilledIn) fallbacks.push(mend);
    else if (wanted !== known && row.works !== undefined) changed(found, 'works', mend);
    else if (row.works === undefined && known === 'major' && isFilledIn) emptied(found, 'works');
  }
  if (!ordered || row.ready === undefined || !beside.isImported(ordered)) return;
  const { due } = ordered.payload;
  if (due !== row.ready && due === dueUnsaid(ordered.effective, beside.policyOn))
    fallbacks.push({ fact: ordered, of: 'OrderWorks', column: 'ordered', content: { due: row.ready } });
}

/** Ready on the day of its inspection: no cell has to say that there were no works. */
const isNoneUnsaid = ({ inspection, ready: declared }: LoggedVacancy) => declared.at(-1)?.effective === inspection?.effective;

/** When the home was ready. */
function ready(found: Found): void {
  const { row, vacancy, beside, fallbacks, whole } = found;
  const last = vacancy.ready.at(-1);
  if (!last) return notReady(found);
  if (isReadyBySteps(found, last)) return makeRoom(found, last, 'CompleteWorks', 'DeclareReady');
  const isUnsaid = isReadyUnsaid(vacancy, beside);
  if (row.ready === undefined) {
    // Without works the inspection says it.
    if (isUnsaid && whole.inspection && becomesNone(found))
      fallbacks.push({ fact: last, of: 'DeclareReady', column: 'works', day: whole.inspection, content: { direct: false } });
    if (beside.isImported(last) && !isUnsaid && last.effective !== vacancy.inspection?.effective) emptied(found, 'ready');
    return;
  }
  if (vacancy.ready.some(({ effective }) => effective === row.ready)) return;
  const of = vacancy.completed?.commandId === last.commandId ? 'CompleteWorks' : 'DeclareReady';
  const mend: Correction = { fact: last, of, column: 'ready', day: row.ready };
  if (isUnsaid) fallbacks.push(mend);
  else changed(found, 'ready', mend);
}

/** Works that somebody filled in become none. */
const becomesNone = ({ fallbacks }: Found) =>
  fallbacks.some(({ of, content }) => of === 'RecordInspection' && content?.['works'] === 'none');

function notReady(found: Found): void {
  const { vacancy, steps, whole } = found;
  const without = becomesNone(found);
  // Works that become none leave a home that is ready on the day of its inspection.
  if (without && whole.inspection)
    lacks(found, 'works', { name: 'DeclareReady', column: 'works', fields: { effective: whole.inspection } });
  else if (!without)
    for (const name of vacancy.completed ? (['DeclareReady'] as const) : (['CompleteWorks', 'DeclareReady'] as const))
      lacks(found, 'ready', steps.get(name));
}

/** True when a home was ready directly, and the row now tells the steps that made it so. */
function isReadyBySteps({ vacancy: { completed, inspection, movedIn }, beside, steps }: Found, last: Fact<'ReadyForLetting'>): boolean {
  if (!last.payload.direct || !beside.isImported(last) || (movedIn && !(beside.mayMakeRoom && beside.isImported(movedIn)))) return false;
  const isWithout = !inspection && steps.get('RecordInspection')?.fields['works'] === 'none';
  return isWithout || (!completed && steps.has('CompleteWorks'));
}

/** What was recorded directly is retracted, with a move-in that stands on it, and given as the row tells it. */
function makeRoom(found: Found, direct: Fact, ...names: UnitCommandName[]): void {
  const { vacancy, retracted, again, steps, beside, missing } = found;
  retracted.push(direct);
  for (const name of names) {
    const step = steps.get(name);
    if (step) (beside.wasGiven(name) ? again : missing).push(step);
  }
  const movedInAgain = steps.get('MoveIn');
  if (vacancy.movedIn && movedInAgain && direct !== vacancy.movedIn) {
    retracted.push(vacancy.movedIn);
    again.push(movedInAgain);
  }
}

/** The offer: a vacancy that has one gets no second one. */
function offer(found: Found): void {
  const { row, vacancy, beside, fallbacks, whole, steps } = found;
  const made = offerIn(vacancy);
  if (!made) {
    if (row.offered !== undefined && hasNoRoom(found)) changed(found, 'offered');
    else if (row.offered !== undefined) lacks(found, 'offered', steps.get('MakeOffer'));
    return;
  }
  const isFilledIn = beside.isImported(made);
  if (row.offered === undefined && isFilledIn) emptied(found, 'offered');
  if (row.offered !== undefined && !vacancy.offers.some(({ effective }) => effective === row.offered))
    changed(
      found,
      'offered',
      ...(isRefused(found) ? [] : [{ fact: made, of: 'MakeOffer' as const, column: 'offered' as const, day: row.offered }]),
    );
  const known = respondByIn(vacancy, made);
  const isUnsaid = isRespondByUnsaid(vacancy, beside);
  const wanted = row.respondBy ?? (isUnsaid ? respondByUnsaid(made.effective, whole.accepted, beside.policyOn) : known);
  const mend: Correction = { fact: made, of: 'MakeOffer', column: 'respondBy', content: { respondBy: wanted } };
  if (wanted !== known && isUnsaid && !vacancy.extended.size) fallbacks.push(mend);
  else if (wanted !== known && row.respondBy !== undefined) changed(found, 'respondBy', mend);
  else if (row.respondBy === undefined && isFilledIn && !isUnsaid && !vacancy.extended.size) emptied(found, 'respondBy');
}

/** From when rent is owed; and a direct move-in whose offer the row now tells. */
function movingIn(found: Found): void {
  const { row, vacancy, beside, fallbacks, whole, retracted } = found;
  const { contract, movedIn } = vacancy;
  if (contract) {
    const known = contract.payload.rentFrom;
    const isUnsaid = isRentFromUnsaid(vacancy, beside);
    const mend: Correction = { fact: contract, of: 'SignContract', column: 'rentFrom', content: { rentFrom: row.rentFrom } };
    if (row.rentFrom !== undefined && row.rentFrom !== known) {
      if (isUnsaid) fallbacks.push(mend);
      else changed(found, 'rentFrom', mend);
    } else if (row.rentFrom === undefined && beside.isImported(contract) && !isUnsaid && movedIn) emptied(found, 'rentFrom');
  }
  if (!movedIn?.payload.direct || !beside.isImported(movedIn) || whole.offered === undefined || vacancy.offers.length) return;
  if (beside.mayMakeRoom && !retracted.includes(movedIn) && row.movedIn === movedIn.effective) makeRoom(found, movedIn, 'MoveIn');
}
