import { StoreError, type StoreDetails } from '@relet/event-store';

/** What was seen was acknowledged: a log without it is an older copy, or has lost its end. To go on would make two histories. */
export function endLost(head: string | undefined, seen: string | null): StoreError {
  const where = `The log ends at ${head ?? 'its beginning'}, and its read models have seen it up to ${seen}`;
  return refused(`${where}: an older copy stands in its place, or its end is lost`, 'newer', {
    seen: seen ?? '',
    ...(head === undefined ? { case: 'BEGINNING_LEFT' } : { case: 'END_LOST', head }),
  });
}

/** The same where the older copy has grown since, so that its end says nothing. */
export function placeUnknown(seen: string | null): StoreError {
  return refused(`The read models have seen the log up to ${seen}, and it has no such place: an older copy stands in its place`, 'newer', {
    case: 'PLACE_UNKNOWN',
    seen: seen ?? '',
  });
}

/** The same where the older copy has grown beyond that place: another event stands there. */
export function placeTaken(seen: string | null): StoreError {
  return refused(
    `The read models have seen the log up to ${seen}, and it has another event there: an older copy stands in its place`,
    'newer',
    { case: 'PLACE_TAKEN', seen: seen ?? '' },
  );
}

/** The store that the read models have seen is not the one that was opened: to go on would hide that one of them is in the wrong place. */
export function anotherStore(): StoreError {
  const what = 'The read models have seen another store than this one: another file stands in its place, or RELET_READ_MODEL names another';
  return refused(what, 'right', { case: 'ANOTHER_STORE' });
}

const refused = (what: string, which: string, details: StoreDetails) =>
  new StoreError('STORE_CORRUPT', `${what}. Put the ${which} one back; or take the store as it is with \`relet rebuild\`.`, { details });
