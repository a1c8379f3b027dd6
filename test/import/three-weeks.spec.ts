import { relet } from '../acceptance/relet.js';
import { faultsIn, imported, newStore } from './importing.js';

const week = (n: number) => `test/cases/three-weeks/week${n}.csv`;
const SINCE = ['--since', '2026-09-01'];

/** Every figure, by month and by home. */
const figures = async (store: string) => {
  const ask = async (by: string) => {
    const { out } = await relet('vacancy', '--store', store, '--from', '2026-09-01', '--to', '2026-10-31', '--group-by', by, '--json');
    return (JSON.parse(out) as { groups: object[] }).groups;
  };
  return [await ask('unit'), await ask('month')];
};

test('a sheet over three weeks, with commands by hand between, ends in the figures of one import at the end', async () => {
  const [weekly, once] = [newStore(), newStore()];
  const by = async (...words: string[]) => {
    const { exit, talk } = await relet(...words, '--store', weekly);
    expect([words.join(' '), exit, talk]).toEqual([words.join(' '), 0, expect.anything()]);
  };
  const given = (name: string, unit: string, ...fields: string[]) => by('order', name, `eksempel.${unit}`, ...fields);
  const takenIn = async (n: number) => (await imported(week(n), weekly, ...SINCE)).report;

  expect(await takenIn(1)).toMatchObject({ good: 4, faults: [], changed: [], undescribed: { building: 1 } });
  await given('ReturnKeys', '201', 'effective=2026-10-15');
  await given('RecordInspection', '202', 'effective=2026-10-06', 'works=standard');
  await given('MakeOffer', '202', 'effective=2026-10-12', 'offerId=o1', 'direct=true');
  await by('correct', 'eksempel.203', 'nøgler', '9.10.2026', '--yes');
  await given('TakeOutOfService', '203', 'effective=2026-10-10', 'reason=water_damage');
  await by('undo', 'eksempel.203', '--yes');

  const second = await takenIn(2);
  expect([second.good, second.grown, faultsIn(second)]).toEqual([1, 4, []]);
  // The colleague's correction is told as long as the sheet has the old day.
  expect(second.changed).toMatchObject([{ line: 6, column: 'Nøgler', log: '2026-10-09', sheet: '2026-10-08' }]);
  await given('AcceptOffer', '202', 'effective=2026-10-16', 'offerId=o1');
  await given('CompleteWorks', '202', 'effective=2026-10-19');
  await given('GiveNotice', '205', 'effective=2026-10-20', 'by=relatives', 'liableUntil=2026-11-30');
  await given('RecordInspection', '201', 'effective=2026-10-19', 'works=major');

  expect(await takenIn(3)).toMatchObject({ good: 0, grown: 5, faults: [], changed: [] });
  expect(await takenIn(3)).toMatchObject({ grown: 0, unchanged: 5, events: 0, faults: [], changed: [] });

  expect((await imported(week(3), once, ...SINCE)).report).toMatchObject({ good: 5, faults: [] });
  expect(await figures(weekly)).toEqual(await figures(once));
  expect(await relet('verify', '--store', weekly)).toMatchObject({ exit: 0 });
}, 120_000);
