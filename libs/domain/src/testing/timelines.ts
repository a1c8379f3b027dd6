import { CITIZEN_COMMANDS, Refusal, type CivilDate, type CommandName, type Fact } from '../index.js';
import { Town } from './town.js';

/** One line of a worked history: a command with its day, the day of recording and, where it must fail, the code. */
export interface TimelineFact {
  command: CommandName;
  effective: CivilDate;
  recordedOn?: CivilDate;
  refused?: string;
  id?: string;
  target?: string;
  targets?: string[];
  offer?: string;
  citizen?: string;
  [field: string]: unknown;
}

/** A worked history of one home. */
export interface Timeline {
  title: string;
  policy?: Record<string, unknown>;
  facts: TimelineFact[];
  expect: Record<string, unknown>;
}

/** The code and the details of a refusal, or undefined when the command was taken. */
export interface Told {
  fact: TimelineFact;
  code?: string;
}

/** The UUID pseudonym for a citizen's short name in a timeline. */
export function pseudonym(local: string): string {
  return `00000000-0000-5000-8000-${local.replace(/\D/g, '').padStart(12, '0')}`;
}

/** Gives a timeline's commands to a town in the order in which they were recorded; answers the refusal of each. */
export function tell(town: Town, unitId: string, { policy, facts }: Pick<Timeline, 'policy' | 'facts'>): Told[] {
  const ids = new Map<string, string>();
  if (policy) town.policy('eksempel', { effective: '2015-01-01', ...policy });
  for (const citizen of new Set(facts.flatMap((fact) => fact.citizen ?? []))) {
    const approvedInside = facts.some((fact) => fact.command === 'ApproveCitizen' && fact.citizen === citizen);
    if (!approvedInside) approve(town, citizen);
  }
  return facts.map((fact) => {
    const on = fact.recordedOn ?? fact.effective;
    if (on > town.today) town.today = on;
    try {
      const [first] = give(town, unitId, fact, ids);
      if (fact.id && first) ids.set(fact.id, first.id);
      return { fact };
    } catch (error) {
      if (error instanceof Refusal) return { fact, code: error.code };
      throw error;
    }
  });
}

function approve(town: Town, citizen: string): void {
  town.citizen(pseudonym(citizen), 'ApproveCitizen', { effective: '2015-01-02', list: 'general', elderly: true });
}

function give(town: Town, unitId: string, fact: TimelineFact, ids: ReadonlyMap<string, string>): Fact[] {
  const { command, recordedOn: _r, refused: _f, id: _i, offer, citizen, target, targets, ...fields } = fact;
  if (command in CITIZEN_COMMANDS) return town.citizen(pseudonym(citizen as string), command as keyof typeof CITIZEN_COMMANDS, fields);
  if (command === 'AgreePolicy') return town.policy('eksempel', fields);
  const named = (targets ?? [target ?? '']).map((name) => ids.get(name));
  return town.order(unitId, command, {
    ...fields,
    ...(offer && { offerId: offer }),
    ...(citizen && { citizen: pseudonym(citizen) }),
    ...(command === 'CorrectEvent' && { target: named[0] }),
    ...(command === 'RetractEvent' && { targets: named }),
  });
}
