import { readFileSync } from 'node:fs';
import { endOfCopenhagenDay } from '../calendar/index.js';
import { knownAt } from '../law/live-facts.js';
import { asOf, liveFacts } from '../live-facts.js';
import type { CivilDate } from '../events.js';
import { DEFAULT_POLICY } from '../policy/policy.js';
import { pseudonym, tell, type Timeline } from '../testing/timelines.js';
import { Town } from '../testing/town.js';
import { foldHistory } from './fold.js';
import { decimal, type Fraction } from './fraction.js';
import { guaranteeClocks, offersByCitizen } from './guarantee.js';
import type { UnitHistory } from './history.js';
import { lettingFigures } from './letting-figures.js';
import { countOffers, offerFigures } from './offer-figures.js';
import { prepare, type FigureQuery } from './portfolio.js';
import { vacancyFigures } from './vacancy-figures.js';

type Expected = Record<string, unknown>;
const timelines = JSON.parse(readFileSync('test/acceptance/timelines.json', 'utf8')) as Record<string, Timeline>;
const YEAR_END = '2026-12-31';
const ALWAYS = '2010-01-01..2026-12-31';
const policyOn = () => DEFAULT_POLICY;

const query = (period: string, R: CivilDate): FigureQuery => {
  const [from, to] = period.split('..') as [CivilDate, CivilDate];
  return { from, to, asOf: R, policyOn };
};

function history(town: Town, unitId: string, R: CivilDate, K?: CivilDate): UnitHistory {
  const recorded = town.home(unitId);
  return foldHistory(unitId, asOf(liveFacts(K ? knownAt(recorded, endOfCopenhagenDay(K)) : recorded), R)) as UnitHistory;
}

function told(name: string): Town {
  const town = new Town('2015-01-02');
  tell(town, 'eksempel.1', timelines[name] as Timeline);
  return town;
}

/** Every figure that a worked history may name. */
function figures(home: UnitHistory, expected: Expected, R: CivilDate): Expected {
  const homes = prepare([home]);
  const vacancy = (period: string) => vacancyFigures(homes, query(period, R));
  const byPeriod = <T>(key: string, of: (period: string) => T) =>
    Object.fromEntries(Object.keys((expected[key] ?? {}) as object).map((period) => [period, of(period)]));
  const whole = vacancy(ALWAYS);
  const { all, standard } = lettingFigures(homes, query(ALWAYS, R));
  const [letting] = all.explained;
  const named = vacancy((expected['quarter'] ?? expected['period'] ?? ALWAYS) as string);
  const { offers, accepted, declined, expired, withdrawn } = countOffers(home.offers);
  return {
    emptyDays: whole.emptyUnitDays,
    phases: counted(whole.phases),
    lettings: all.lettings,
    byPeriod: byPeriod('byPeriod', (period) => vacancy(period).emptyUnitDays),
    phasesByPeriod: byPeriod('phasesByPeriod', (period) => counted(vacancy(period).phases)),
    tomgangDays: whole.tomgang.days,
    tomgangOere: whole.tomgang.oere,
    daysOwedByEstate: whole.leaver.days,
    delayDays: counted(whole.delayDays),
    offers,
    accepted,
    declined,
    expired,
    withdrawn,
    gross: letting?.gross,
    net: letting?.net,
    outOfService: letting?.outOfServiceDays,
    leadTime: letting?.leadTime,
    offerLead: letting?.offerLead,
    standardRelet: standard.lettings > 0,
    availableInQuarter: named.availableUnitDays,
    available: named.availableUnitDays,
    emptyInQuarter: named.emptyUnitDays,
    quarter: expected['quarter'],
    period: expected['period'],
    reportDate: R,
  };
}

const counted = (days: Record<string, number>) => Object.fromEntries(Object.entries(days).filter(([, count]) => count > 0));
const decimals = (value: Fraction | null) => value && Number(decimal(value));

describe('every worked history gives its figures', () => {
  for (const [name, { title, facts, expect: expectation }] of Object.entries(timelines)) {
    const { knownAt: then = {}, guarantee: _, ...expected } = expectation as Expected & { knownAt?: Record<CivilDate, Expected> };
    if (!facts) continue;
    if (Object.keys(expected).length) {
      test(`${name}: ${title}`, () => {
        const R = (expected['reportDate'] ?? YEAR_END) as CivilDate;
        expect(subset(figures(history(told(name), 'eksempel.1', R), expected, R), expected)).toEqual(expected);
      });
    }
    for (const [K, known] of Object.entries(then)) {
      test(`${name} as known on ${K}`, () =>
        expect(subset(figures(history(told(name), 'eksempel.1', K, K), known, K), known)).toEqual(known));
    }
  }
});

const subset = (all: Expected, wanted: Expected) => Object.fromEntries(Object.keys(wanted).map((key) => [key, all[key]]));

describe('T11: the second quarter of ten homes', () => {
  const { units, period, expect: expected } = timelines['T11'] as unknown as { units: string[]; period: string; expect: Expected };
  const town = new Town('2015-01-02');
  const idOf = (unit: string) => `eksempel.${unit.toLowerCase()}`;
  for (const unit of units) {
    town.today = '2015-01-02';
    const late = { recordedOn: '2026-07-11', effective: '2026-07-11' };
    tell(town, idOf(unit), {
      facts: (timelines[unit] as Timeline).facts.map((fact) => (fact.command === 'CorrectEvent' ? { ...fact, ...late } : fact)),
    });
  }
  const portfolioOf = (R: CivilDate, K?: CivilDate) => prepare(units.map((unit) => history(town, idOf(unit), R, K)));

  test('reported with the correction', () => {
    const portfolio = portfolioOf('2026-07-31');
    const asked = query(period, '2026-07-31');
    const vacancy = vacancyFigures(portfolio, asked);
    const { all } = lettingFigures(portfolio, asked);
    const byUnit = new Map(vacancy.episodes.map(({ unitId, emptyDays }) => [unitId, emptyDays]));
    const { knownAt: _, ...now } = expected;
    expect({
      emptyUnitDays: vacancy.emptyUnitDays,
      availableUnitDays: vacancy.availableUnitDays,
      emptyByUnit: Object.fromEntries(units.map((unit) => [unit, byUnit.get(idOf(unit)) ?? 0])),
      lettings: units.filter((unit) => all.explained.some(({ unitId }) => unitId === idOf(unit))),
      mean: decimals(all.gross.mean),
      median: decimals(all.gross.median),
      p90: decimals(all.gross.p90),
      phasesOfLettings: counted(all.phases),
      ownersOfLettings: counted(all.owners),
      offersPerLetting: decimals(all.offersPerLetting),
      refusalRate: `${all.offers.refusalRate?.num}/${all.offers.refusalRate?.den}`,
      noReplyRate: `${all.offers.noReplyRate?.num}/${all.offers.noReplyRate?.den}`,
    }).toEqual(now);
    expect(offerFigures(portfolio, asked)).toMatchObject({ refusalRate: all.offers.refusalRate, noReplyRate: all.offers.noReplyRate });
  });

  test('as known on the last day of the quarter', () => {
    const portfolio = portfolioOf('2026-06-30', '2026-06-30');
    const asked = query(period, '2026-06-30');
    const { all } = lettingFigures(portfolio, asked);
    expect({
      emptyUnitDays: vacancyFigures(portfolio, asked).emptyUnitDays,
      mean: decimals(all.gross.mean),
      median: decimals(all.gross.median),
      p90: decimals(all.gross.p90),
    }).toEqual((expected['knownAt'] as Expected)['2026-06-30']);
  });
});

test('T12: a new building is empty until it is first let, and none of it is a re-letting', () => {
  const {
    commissionedOn,
    moveIns,
    period,
    expect: expected,
  } = timelines['T12'] as unknown as {
    commissionedOn: string;
    moveIns: Record<string, number>;
    period: string;
    expect: Expected;
  };
  const town = new Town('2026-10-31');
  const histories = Object.entries(moveIns).flatMap(([day, homes]) =>
    Array.from({ length: homes }, (_, n) => {
      const unitId = `eksempel.${day.replaceAll('-', '_')}_${n}`;
      town.order(unitId, 'RegisterUnit', {
        effective: commissionedOn,
        kind: 'care_home',
        municipality: 'eksempel',
        building: 'Nybo',
        rentOere: 600000,
      });
      town.order(unitId, 'MoveIn', { effective: day, direct: true });
      return history(town, unitId, '2026-10-31');
    }),
  );
  const portfolio = prepare(histories);
  const { emptyUnitDays, availableUnitDays } = vacancyFigures(portfolio, query(period, '2026-10-31'));
  const { gross } = lettingFigures(portfolio, query(ALWAYS, '2026-10-31')).all;
  const before = vacancyFigures(portfolio, query('2026-08-01..2026-08-31', '2026-10-31'));
  expect({
    emptyUnitDays,
    availableUnitDays,
    reletTimeN: gross.n,
    reletTimeMean: gross.mean,
    availableBefore: `2026-08-01..2026-08-31 is ${before.availableUnitDays}`,
  }).toEqual(expected);
  expect([gross.median, before.vacancyRate]).toEqual([null, null]);
});

test('T24: the guarantee clock starts anew on the day a refusal is received', () => {
  const town = told('T24');
  const citizen = pseudonym('c25');
  const expected = (timelines['T24'] as Timeline).expect['guarantee'] as { asOf: CivilDate }[];
  const clocks = expected.map(({ asOf: R }) => {
    const facts = asOf(liveFacts(town.recorded(`citizen-${citizen}`)), R);
    const offers = offersByCitizen([history(town, 'eksempel.1', R)]).get(citizen) ?? [];
    return { asOf: R, ...guaranteeClocks(facts, offers, policyOn, R).clocks.at(-1) };
  });
  expect(clocks).toMatchObject(expected);
});
