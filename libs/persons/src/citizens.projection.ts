import { foldCitizen } from '@relet/domain';
import { integer, optional, prefixOf, projection, text } from '@relet/platform';

/** What the register asks of the log: who was erased, and since when a citizen is not in use any more. No person is among it. */
export const CITIZENS_KEPT = projection({
  name: 'persons-citizens',
  version: 1,
  prefix: prefixOf('citizen'),
  tables: { persons_citizen: { citizen: text, municipality: text, erased: integer, idleSince: optional(text) } },
  rowsOf({ id, recorded, live }) {
    const first = recorded[0] as { municipality?: string } | undefined;
    const { entry, claim, home } = foldCitizen(live);
    const inUse = entry ?? claim ?? home;
    const last = live.reduce((latest, { effective }) => (effective > latest ? effective : latest), '');
    // An erasure that was retracted brings nobody back: the key is gone.
    const erased = recorded.some(({ type }) => type === 'CitizenErased') ? 1 : 0;
    return { persons_citizen: [{ citizen: id, municipality: first?.municipality ?? '', erased, idleSince: inUse || !last ? null : last }] };
  },
});
