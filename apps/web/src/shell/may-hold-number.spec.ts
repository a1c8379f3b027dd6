import { mayHoldNumber } from './may-hold-number';

test('six digits in a row may be of a civil registration number, and the number of a home is not', () => {
  for (const typed of ['610170', '6101 70', '610170-0000', 'karla 61-01-70-0000', '６１０１７０']) expect(mayHoldNumber(typed)).toBe(true);
  for (const typed of ['eksempel.104', '104 Solgaarden 4', '12345', 'karla']) expect(mayHoldNumber(typed)).toBe(false);
});
