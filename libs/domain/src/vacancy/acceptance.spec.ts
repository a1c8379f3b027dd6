import { readFileSync } from 'node:fs';
import {
  asOf, asText, breachDays, DEFAULT_POLICY, endOfCopenhagenDay, foldHistory, guaranteeClocks, knownAt, lettingFigures, lettingsIn, liveFacts,
  offerFigures, prepare, sharesOf, vacancyFigures, type CivilDate, type Period, type PreparedHome,
} from '../index.js';
import { pseudonym, tell, type Timeline } from '../testing/timelines.js';
import { Town } from '../testing/town.js';

type Expected = Record<string, never> & { knownAt?: Record<CivilDate, Expected>; byPeriod?: Record<string, number> };
const timelines = JSON.parse(readFileSync('test/acceptance/timelines.json', 'utf8')) as Record<string, Timeline & { expect: Expected }>;
const END = '2026-12-31';
const ALL = '2010-01-01..2026-12-31';

function home(town: Town, unitId: string, R: CivilDate, K?: CivilDate): PreparedHome[] {
  const recorded = K ? knownAt(town.home(unitId), endOfCopenhagenDay(K)) : town.home(unitId);
  const history = foldHistory(unitId, asOf(liveFacts(recorded), R));
  return history ? [prepare(history, () => DEFAULT_POLICY)] : [];
}

function period(text: string, asOf: CivilDate): Period {
  const [from, to] = text.split('..') as [CivilDate, CivilDate];
  return { from, to, asOf };
}

/** Every figure that a timeline may name, from the interval implementation. */
function figuresOf(town: Town, unitId: string, expected: Expected, K?: CivilDate): Record<string, unknown> {
  const R = expected.reportDate ?? K ?? END;
  const homes = home(town, unitId, R, K);
  const whole = period(ALL, R);
  const vacancy = vacancyFigures(homes, whole);
  const lettings = lettingsIn(homes, whole, 'all');
  const letting = lettingFigures(lettings);
  const offers = homes.flatMap(({ history }) => history.offers);
  const quarter = vacancyFigures(homes, period(expected.quarter ?? expected.period ?? ALL, R));
  const within = (text: string) => vacancyFigures(homes, period(text, R));
  return {
    emptyDays: expected.period ? quarter.emptyDays : vacancy.emptyDays, phases: vacancy.phases, reportDate: R, period: expected.period, quarter: expected.quarter,
    byPeriod: mapValues(expected.byPeriod ?? {}, (_, text) => within(text).emptyDays),
    phasesByPeriod: mapValues(expected.phasesByPeriod ?? {}, (_, text) => within(text).phases),
    tomgangDays: vacancy.tomgangDays, tomgangOere: vacancy.tomgangOere, daysOwedByEstate: vacancy.liable.days,
    delayDays: vacancy.delayDays, lettings: letting.lettings, gross: letting.gross.sum, net: letting.net.sum,
    outOfService: letting.outOfServiceDays, leadTime: letting.leadTime.sum, offerLead: letting.offerLead.sum,
    availableInQuarter: quarter.availableDays, emptyInQuarter: quarter.emptyDays, available: quarter.availableDays,
    standardRelet: lettingsIn(homes, whole, 'standard').length === 1,
    offers: offers.length, ...offerCounts(offers),
  };
}

const offerCounts = (offers: readonly { outcome: string }[]) =>
  Object.fromEntries(['accepted', 'declined', 'expired', 'withdrawn'].map((outcome) => [outcome, offers.filter((offer) => offer.outcome === outcome).length]));

function mapValues<T, U>(record: Record<string, T>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

describe('the worked histories give their figures', () => {
  for (const [name, timeline] of Object.entries(timelines)) {
    if (!timeline.facts) continue;
    const { knownAt: known = {}, guarantee, ...expected } = timeline.expect;
    const town = new Town('2015-01-02');
    tell(town, 'eksempel.1', timeline);
    if (Object.keys(expected).length) {
      test(`${name}: ${timeline.title}`, () => {
        expect(figuresOf(town, 'eksempel.1', expected as Expected)).toMatchObject(expected);
      });
    }
    for (const [K, then] of Object.entries(known)) {
      test(`${name} as known on ${K}`, () => expect(figuresOf(town, 'eksempel.1', then, K)).toMatchObject(then));
    }
  }

  test('T11: the portfolio of T1 to T10, now and as known on 2026-06-30', () => {
    const { town, units, expect: expected } = portfolio();
    const figures = (R: CivilDate, K?: CivilDate) => {
      const homes = units.flatMap((unit) => home(town, `eksempel.${unit.toLowerCase()}`, R, K));
      const quarter = period(expected.period ?? '2026-04-01..2026-06-30', R);
      const letting = lettingFigures(lettingsIn(homes, quarter, 'all'));
      const vacancy = vacancyFigures(homes, quarter);
      const byUnit = Object.fromEntries(units.map((unit) => [unit, 0]));
      for (const share of sharesOf(homes, quarter)) byUnit[share.unitId.split('.')[1]?.toUpperCase() ?? ''] = share.emptyDays;
      return { homes, quarter, letting, vacancy, byUnit };
    };
    const { homes, quarter, letting, vacancy, byUnit } = figures('2026-07-31');
    expect({
      emptyUnitDays: vacancy.emptyDays, availableUnitDays: vacancy.availableDays, emptyByUnit: byUnit,
      lettings: lettingsIn(homes, quarter, 'all').map(({ episode }) => episode.unitId.split('.')[1]?.toUpperCase()),
      mean: asText(letting.gross.mean), median: asText(letting.gross.median), p90: asText(letting.gross.p90),
      phasesOfLettings: letting.phases, ownersOfLettings: letting.owners, offersPerLetting: asText(letting.offersPerLetting),
      refusalRate: asText(letting.offers.refusalRate), noReplyRate: asText(letting.offers.noReplyRate),
    }).toEqual({
      emptyUnitDays: 167, availableUnitDays: 910, emptyByUnit: expected.emptyByUnit, lettings: expected.lettings,
      mean: '33/2', median: '19', p90: '259/10', phasesOfLettings: expected.phasesOfLettings, ownersOfLettings: expected.ownersOfLettings,
      offersPerLetting: '3/2', refusalRate: '1/5', noReplyRate: '1/6',
    });
    expect(asText(offerFigures(homes, quarter).refusalRate)).toBe('1/5');
    const then = figures('2026-06-30', '2026-06-30');
    expect(then.vacancy.emptyDays).toBe(163);
    expect([then.letting.gross.mean, then.letting.gross.median, then.letting.gross.p90].map(asText)).toEqual(['31/2', '17', '247/10']);
  });

  test('T12: a new building of 78 homes', () => {
    const town = new Town('2026-08-01');
    const units = Array.from({ length: 78 }, (_, n) => `eksempel.n${n}`);
    for (const unit of units) town.order(unit, 'RegisterUnit', { effective: '2026-09-01', kind: 'care_home', municipality: 'eksempel', building: 'Nybo', rentOere: 600000 });
    town.today = '2026-10-31';
    units.forEach((unit, n) => town.order(unit, 'MoveIn', { effective: n < 30 ? '2026-09-01' : n < 58 ? '2026-09-15' : '2026-10-01', direct: true }));
    const homes = units.flatMap((unit) => home(town, unit, END));
    const september = period('2026-09-01..2026-09-30', END);
    expect(vacancyFigures(homes, september)).toMatchObject({ emptyDays: 992, availableDays: 2340 });
    expect(vacancyFigures(homes, period('2026-08-01..2026-08-31', END)).availableDays).toBe(0);
    expect(lettingFigures(lettingsIn(homes, september, 'all')).gross).toMatchObject({ n: 0, mean: null });
  });

  test('T24: the guarantee clock', () => {
    const town = new Town('2015-01-02');
    tell(town, 'eksempel.1', timelines['T24'] as Timeline);
    for (const { asOf: R, ...expected } of timelines['T24']?.expect.guarantee as { asOf: CivilDate }[]) {
      const [{ history } = {} as PreparedHome] = home(town, 'eksempel.1', R);
      const citizen = pseudonym('c25');
      const clocks = guaranteeClocks(citizen, asOf(liveFacts(town.recorded(`citizen-${citizen}`)), R), history.offers.map((offer) => ({ ...offer, kind: history.kind })), () => DEFAULT_POLICY);
      const clock = clocks.at(-1);
      expect(clock && { ...clock, breachDays: breachDays(clock, R) }).toMatchObject(expected);
    }
  });
});

function portfolio() {
  const { units, expect: expected } = timelines['T11'] as unknown as { units: string[]; expect: Expected };
  const town = new Town('2015-01-02');
  const correction = timelines['T8']?.facts.at(-1);
  for (const unit of units) {
    const { facts } = timelines[unit] as Timeline;
    town.today = '2015-01-02';
    const facts11 = facts.map((fact) => (fact === correction ? { ...fact, recordedOn: '2026-07-11', effective: '2026-07-11' } : fact));
    tell(town, `eksempel.${unit.toLowerCase()}`, { facts: facts11 });
  }
  return { town, units, expect: expected };
}
