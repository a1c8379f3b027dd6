import { openStore, link, type EventDraft } from '@relet/event-store';

/** Re-lettings a home. They are few, so that there are many streams and a rebuild writes them in several transactions. */
const LETTINGS = 3;
const RECORDED = '2026-01-01T00:00:00.000Z';

const day = (n: number) => new Date(Date.UTC(2004, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
const uuid = (n: number) => `10000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

type Told = Pick<EventDraft, 'type' | 'effective' | 'payload'>;

/** The events of one home that is let again and again, and those of the citizens who live in it. */
function lettings(home: number): { home: Told[]; citizens: Map<string, Told[]> } {
  const unit = `eksempel.${home}`;
  const citizens = new Map<string, Told[]>();
  const registration = {
    kind: 'care_home',
    municipality: 'eksempel',
    building: `Hus ${home % 26}`,
    rentOere: 600_000,
    occupiedSince: day(0),
  };
  const events: Told[] = [{ type: 'UnitRegistered', effective: day(0), payload: registration }];
  let at = home % 300;
  let before: Told[] | undefined;
  for (let n = 0; n < LETTINGS; n++) {
    const citizen = uuid(home * LETTINGS + n);
    const tell = (type: string, days: number, payload: EventDraft['payload'] = {}) =>
      events.push({ type, effective: day((at += days)), payload });
    tell('NoticeGiven', 600, { by: 'resident', liableUntil: day(at + 640) });
    tell('Vacated', 1, { reason: 'notice', direct: false });
    before?.push({ type: 'HomeLeft', effective: day(at), payload: { unit } });
    tell('KeysReturned', 14);
    tell('InspectionPlanned', 0, { planned: day(at + 2) });
    tell('InspectionDone', 2, { works: 'standard' });
    tell('WorksOrdered', 1, { due: day(at + 9) });
    tell('OfferMade', 0, { offerId: citizen, citizen, respondBy: day(at + 7), direct: false });
    const own: Told[] = [{ type: 'CitizenApproved', effective: day(at - 30), payload: { list: 'general', elderly: true } }];
    tell('OfferAccepted', 3, { offerId: citizen });
    own.push({ type: 'HomeClaimed', effective: day(at), payload: { unit, offerId: citizen } });
    tell('WorksCompleted', 8);
    tell('ReadyForLetting', 0, { direct: false });
    tell('ContractSigned', 1, { rentFrom: day(at + 6) });
    tell('MoveInAgreed', 0, { planned: day(at + 6) });
    tell('MovedIn', 6, { citizen, direct: false });
    own.push({ type: 'HomeTaken', effective: day(at), payload: { unit } });
    citizens.set(citizen, own);
    before = own;
  }
  return { home: events, citizens };
}

/** Appends whole streams of homes and citizens until there are at least so many events. Homes are numbered from `first`; answers the next number. */
export async function writeLongLog(path: string, count: number, first = 0): Promise<number> {
  const store = await openStore(path);
  let [home, written] = [first, 0];
  const append = async (stream: string, told: readonly Told[]) => {
    const drafts = told.map((event): EventDraft => {
      const id = uuid(1_000_000_000 + first * 1_000_000 + written++);
      const by = { actor: 'long', role: 'caseworker', party: 'administrator', municipality: 'eksempel' };
      return { ...event, ...by, id, v: 1, commandId: id, commandHash: '', correlationId: id, causationId: id };
    });
    await store.append(stream, 'noStream', link(undefined, stream, drafts, RECORDED));
  };
  for (; written < count; home++) {
    const told = lettings(home);
    await append(`unit-eksempel.${home}`, told.home);
    await Promise.all([...told.citizens].map(([citizen, events]) => append(`citizen-${citizen}`, events)));
  }
  await store.close();
  return home;
}
