import { soughtIn } from './sought';

test('what has a digit is a civil registration number of ten digits, however it is written, and all else a name of three letters', () => {
  for (const typed of ['610170-0000', ' 610170 0000 ', '6101700000', '６１０１７０‑００００'])
    expect(soughtIn(typed)).toEqual({ cpr: '6101700000' });
  for (const typed of ['610170', 'Karla 610170', '61017000001']) expect(soughtIn(typed)).toEqual({ fault: 'tenDigits' });
  expect(soughtIn(' Kar ')).toEqual({ name: 'Kar' });
  for (const typed of ['', 'Ka', 'K. ']) expect(soughtIn(typed)).toEqual({ fault: 'threeLetters' });
});
