import type { Fact, UnitCommandName } from '@relet/domain';
import type { Comparison, Correction } from './comparison.js';
import { ROW_COMMANDS, type DatedStep, type Step } from './steps.js';

const ORDER: readonly string[] = ROW_COMMANDS;
/** A vacating is no longer direct once its notice is recorded, works are due once they are ordered. */
const AFTERWARDS: ReadonlySet<string> = new Set<UnitCommandName>(['RecordVacated', 'OrderWorks', 'GiveNotice', 'SignContract']);
/** Given before all that has a day of its own. */
const FIRST: ReadonlySet<string> = new Set<UnitCommandName>(['SetRent', 'GiveNotice']);

/**
 * What a row gives to a vacancy that the log has: the steps that are missing, with the fallbacks that they replace, and what was changed when it is to
 * be corrected. `seen` is the revision of the home: the same correction of another history is another command.
 */
export function growthOf(comparison: Comparison, isCorrected: boolean, seen: number, behind: readonly Fact[] = []): Step[] {
  const { fallbacks, missing, again, differences } = comparison;
  const retracted = [...comparison.retracted, ...behind];
  const mends = isCorrected ? differences.flatMap(({ mend }) => mend) : [];
  const corrections = joined([...fallbacks, ...mends.filter((mend): mend is Correction => 'fact' in mend)]);
  const given = [
    ...missing,
    ...[...again, ...mends.filter((mend): mend is DatedStep => 'name' in mend)].map((step): DatedStep => ({
      ...step,
      again: { of: step.name, seen },
    })),
  ];
  const corrected = corrections.map((correction) => ({ correction, step: correctionOf(correction, seen) }));
  const isLater = ({ of, content }: Correction) => content !== undefined && AFTERWARDS.has(of);
  return [
    ...(retracted.length ? [retractionOf(retracted, seen)] : []),
    ...corrected.filter(({ correction }) => !isLater(correction)).map(({ step }) => step),
    ...given.sort(inOrder),
    ...corrected.filter(({ correction }) => isLater(correction)).map(({ step }) => step),
  ];
}

/**
 * The rows behind one that made room: all that they had recorded is retracted with it, and given again as it stood. Cells that were changed and are not to be
 * corrected stay as the log has them.
 */
export function givenAgain(comparison: Comparison, { seen, wasGiven }: { seen: number; wasGiven(name: UnitCommandName): boolean }): Step[] {
  const rent = comparison.missing.filter(({ name }) => name === 'SetRent');
  // The id of an offer is used once: the same offer, made again, has another.
  const made = comparison.steps.find(({ name }) => name === 'MakeOffer')?.fields['offerId'];
  const offerId = wasGiven('MakeOffer') ? `${String(made)}.${seen}` : made;
  const steps = comparison.steps.map((step): DatedStep => ({
    ...{ ...step, fields: 'offerId' in step.fields ? { ...step.fields, offerId } : step.fields },
    ...(wasGiven(step.name) && { again: { of: step.name, seen } }),
  }));
  return [...rent, ...steps].sort(inOrder);
}

/** What is corrected of one event is one correction; days that move on move from the last one, so that none passes another. */
function joined(corrections: readonly Correction[]): Correction[] {
  const merged = new Map<string, Correction>();
  for (const correction of corrections) {
    const known = merged.get(correction.fact.id);
    const content = { ...known?.content, ...correction.content };
    merged.set(correction.fact.id, { ...known, ...correction, ...(Object.keys(content).length && { content }) });
  }
  const isLater = ({ fact, day }: Correction) => day !== undefined && day > fact.effective;
  return [...merged.values()].sort((a, b) => {
    if (isLater(a) !== isLater(b)) return isLater(a) ? -1 : 1;
    const inTime = compare(a.fact.effective, b.fact.effective) || ORDER.indexOf(a.of) - ORDER.indexOf(b.of);
    return isLater(a) ? -inTime : inTime;
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(a: DatedStep, b: DatedStep): number {
  const first = Number(FIRST.has(b.name)) - Number(FIRST.has(a.name));
  return first || compare(a.fields.effective, b.fields.effective) || ORDER.indexOf(a.name) - ORDER.indexOf(b.name);
}

const LEARNED = { reason: 'learned_later' } as const;

/** A correction as a command. */
export function correctionOf({ fact, of, column, day, content }: Correction, seen: number): Step {
  const fields = {
    target: fact.id,
    ...(day !== undefined && { newEffective: day }),
    ...(content && { newPayload: { ...fact.payload, ...content } }),
    ...LEARNED,
  };
  return { name: 'CorrectEvent', column, fields, again: { of, seen } };
}

/** Corrections as commands; what is corrected of one event is one. */
export const corrections = (all: readonly Correction[], seen: number): Step[] => joined(all).map((each) => correctionOf(each, seen));

/** What makes room for others, taken back together. */
export function retractionOf(retracted: readonly Fact[], seen: number): Step {
  const fields = { targets: retracted.map(({ id }) => id), ...LEARNED };
  return { name: 'RetractEvent', column: 'movedIn', fields, again: { of: 'RetractEvent', seen } };
}
