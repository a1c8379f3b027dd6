import {
  CITIZEN,
  citizensNeeded,
  citizensOf,
  citizenView,
  CITIZEN_COMMANDS,
  decide,
  decideClaim,
  endOfCopenhagenDay,
  historyOf,
  liveFacts,
  municipalityOf,
  pendingOffers,
  POLICY,
  policyOn,
  settleCitizen,
  startOfCopenhagenDay,
  UNIT,
  unitOn,
  unitsOfCitizen,
} from '../index.js';
import type { By, CitizenView, CivilDate, CommandName, Context, Decision, Fact, NewFact, Party } from '../index.js';

/** Fields of a command as a test writes them; the day falls back to today. */
export type Fields = Record<string, unknown> & { effective?: CivilDate };

/**
 * A town of homes, citizens and policies held in plain arrays, for tests of the pure domain: a command is decided,
 * claims its citizens, is recorded and settled as in the application, but nothing is stored.
 */
export class Town {
  readonly streams = new Map<string, Fact[]>();
  today: CivilDate;
  private orders = 0;

  constructor(today: CivilDate) {
    this.today = today;
  }

  recorded(stream: string): Fact[] {
    return this.streams.get(stream) ?? [];
  }

  home(unitId: string): Fact[] {
    return this.recorded(`unit-${unitId}`);
  }

  /** Gives a command on a home; answers the facts recorded on it. */
  order(unitId: string, name: CommandName, fields: Fields = {}, party: Party = 'administrator'): Fact[] {
    const context = this.context(municipalityOf(unitId), party);
    const history = historyOf(UNIT, this.home(unitId));
    const command = { effective: this.today, ...fields };
    const citizens = this.views(municipalityOf(unitId), citizensNeeded(name, command, history));
    const decision: Decision = decide(UNIT, { name, target: unitId, command }, history, { ...context, citizens });
    for (const claim of decision.claims) {
      this.record(`citizen-${claim.citizen}`, decideClaim({ ...claim, unit: unitId }, { citizens }), context.commandId);
    }
    const facts = this.record(`unit-${unitId}`, decision.facts, context.commandId);
    this.settle(unitId);
    return facts;
  }

  /** Gives a command on a citizen. */
  citizen(
    citizen: string,
    name: keyof typeof CITIZEN_COMMANDS | 'CorrectEvent' | 'RetractEvent',
    fields: Fields,
    municipality = 'eksempel',
  ): Fact[] {
    const context = { ...this.context(municipality, 'municipality'), offeredOrReserved: this.isOfferedOrReserved(citizen) };
    const history = historyOf(CITIZEN, this.recorded(`citizen-${citizen}`));
    const order = { name, target: citizen, command: { effective: this.today, ...fields } };
    const { facts } = decide(CITIZEN, order, history, context);
    return this.record(`citizen-${citizen}`, facts, context.commandId);
  }

  /** Agrees a policy. */
  policy(municipality: string, fields: Fields): Fact[] {
    const context = this.context(municipality, 'administrator');
    const history = historyOf(POLICY, this.recorded(`policy-${municipality}`));
    const command = { effective: this.today, ...fields };
    const { facts } = decide(POLICY, { name: 'AgreePolicy', target: municipality, command }, history, context);
    return this.record(`policy-${municipality}`, facts, context.commandId);
  }

  private context(municipality: string, party: Party): Context {
    const by: By = { party, role: 'caseworker', ...(party === 'municipality' && { municipality }) };
    const policies = liveFacts(this.recorded(`policy-${municipality}`));
    return {
      today: this.today,
      commandId: `${String(++this.orders).padStart(8, '0')}-0000-5000-8000-000000000000`,
      by,
      municipality,
      policyOn: (day) => policyOn(policies, day),
    };
  }

  private views(municipality: string, citizens: readonly string[]): Map<string, CitizenView> {
    return new Map(
      citizens.map((citizen) => [citizen, citizenView(municipality, historyOf(CITIZEN, this.recorded(`citizen-${citizen}`)))]),
    );
  }

  private settle(unitId: string): void {
    for (const citizen of citizensOf(this.home(unitId))) {
      const stream = `citizen-${citizen}`;
      const units = [unitId, ...unitsOfCitizen(this.recorded(stream))];
      const homes = new Map(units.map((unit) => [unit, historyOf(UNIT, this.home(unit))]));
      const history = historyOf(CITIZEN, this.recorded(stream));
      this.record(stream, settleCitizen(citizen, history, homes, this.today), `settle-${++this.orders}`);
    }
  }

  private isOfferedOrReserved(citizen: string): boolean {
    return [...this.streams].some(([stream, facts]) => {
      if (!stream.startsWith('unit-')) return false;
      const home = unitOn(liveFacts(facts), this.today);
      return home.reservation?.citizen === citizen || pendingOffers(home).some((offer) => offer.citizen === citizen);
    });
  }

  private record(stream: string, facts: readonly NewFact[], commandId: string): Fact[] {
    const before = this.recorded(stream);
    const noon = new Date((Date.parse(startOfCopenhagenDay(this.today)) + Date.parse(endOfCopenhagenDay(this.today))) / 2).toISOString();
    const added = facts.map((fact, n) => {
      const number = (before.length + n) * 1000 + this.orders;
      const id = `${String(number).padStart(8, '0')}-${[...stream].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 9973, 7)}`.padEnd(
        13,
        '0',
      );
      return {
        ...fact,
        id: `${id.slice(0, 8)}-${id.slice(9, 13)}-5000-8000-000000000000`,
        revision: before.length + n,
        recordedAt: noon,
        commandId,
      } as Fact;
    });
    if (added.length) this.streams.set(stream, [...before, ...added]);
    return added;
  }
}
