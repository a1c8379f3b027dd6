import { WORDS } from '@relet/words';
import { contentSaid, partSaid } from './content';

const { da } = WORDS;
const CITIZEN = '11111111-2222-4333-8444-5555556a7b8c';

test('a citizen is told by the end of the pseudonym, wherever in the content the pseudonym stands, and an offer by no id', () => {
  expect(contentSaid(da, { offerId: 'o1', citizen: CITIZEN, respondBy: '2026-11-06' }, 'OfferMade')).toBe(
    `${da.fields.citizen} 6a7b8c, ${da.fields.respondBy} 06.11.2026`,
  );
  expect(partSaid(da, 'reservation', { citizen: CITIZEN, since: '2026-11-02' })).not.toContain('1111');
  expect(partSaid(da, 'offers', [{ offerId: CITIZEN, citizen: CITIZEN }])).toBe(`${da.fields.citizen} 6a7b8c`);
});
