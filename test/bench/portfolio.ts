import { link, type EventDraft, type EventStore, type StoredEvent } from '@relet/event-store';

const LETTINGS = 10;
const day = (n: number) => new Date(Date.UTC(2004, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** One home's history: registered, then let again and again with all its steps, 14 events a re-letting. */
function* history(home: number, lettings = LETTINGS): Generator<Pick<EventDraft, 'type' | 'effective' | 'payload'>> {
  let at = home % 300;
  // A home of many lettings is let again after a week: there are not so many years.
  const stay = lettings > LETTINGS ? 7 : 600;
  const next = (days: number) => day((at += days));
  yield {
    type: 'UnitRegistered',
    effective: day(0),
    payload: { kind: 'care_home', municipality: 'eksempel', building: `Hus ${home % 26}`, rentOere: 600000, occupiedSince: day(0) },
  };
  for (let n = 0; n < lettings; n++) {
    yield { type: 'DeathRegistered', effective: next(stay), payload: {} };
    yield { type: 'NoticeGiven', effective: day(at), payload: { by: 'relatives', liableUntil: day(at + 40) } };
    yield { type: 'Vacated', effective: next(1), payload: { reason: 'death', direct: false } };
    yield { type: 'ClearancePermitted', effective: day(at), payload: { basis: 'certificate' } };
    yield { type: 'KeysReturned', effective: next(14), payload: {} };
    yield { type: 'InspectionPlanned', effective: day(at), payload: { planned: day(at + 2) } };
    yield { type: 'InspectionDone', effective: next(2), payload: { works: 'standard' } };
    yield { type: 'WorksOrdered', effective: next(1), payload: { due: day(at + 8) } };
    yield {
      type: 'OfferMade',
      effective: day(at),
      payload: {
        offerId: `o${n}`,
        citizen: `00000000-0000-5000-8000-${String(home * 100 + n).padStart(12, '0')}`,
        respondBy: day(at + 7),
        direct: false,
      },
    };
    yield { type: 'OfferAccepted', effective: next(3), payload: { offerId: `o${n}` } };
    yield { type: 'WorksCompleted', effective: next(8), payload: {} };
    yield { type: 'ReadyForLetting', effective: day(at), payload: { direct: false } };
    yield { type: 'ContractSigned', effective: next(1), payload: { rentFrom: day(at + 5) } };
    yield { type: 'MovedIn', effective: next(6), payload: { direct: false } };
  }
}

let count = 0;
/** Writes a home, each event recorded at noon of its day. */
export async function write(store: EventStore, home: number, lettings?: number): Promise<void> {
  const stream = `unit-eksempel.${home}`;
  const drafts = [...history(home, lettings)].map((event): EventDraft => {
    const id = `00000000-0000-5000-8000-${String(++count).padStart(12, '0')}`;
    return {
      ...event,
      id,
      v: 1,
      actor: 'bench',
      role: 'caseworker',
      party: 'administrator',
      municipality: 'eksempel',
      commandId: id,
      commandHash: '',
      correlationId: id,
      causationId: id,
    };
  });
  let head: StoredEvent | undefined;
  const events = drafts.map((draft) => (head = link(head, stream, [draft], `${draft.effective}T12:00:00.000Z`)[0]) as StoredEvent);
  await store.append(stream, 'noStream', events);
}
