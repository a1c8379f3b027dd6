import { isPlace, link, openStore, StoreError, verifyLog, VersionConflict, type EventStore, type Position } from '@relet/event-store';
import { isStill, problemOf, progressOf, shownReadModel, STORE_STREAM, type Progress, type Settings } from '@relet/platform';
import type { DoctorWords, Words } from '@relet/words';
import { bad, clock, ok, parkedHomes, persons, theLog, users, warn, type Check } from './doctor.js';
import { serverOf } from './house.js';

/** Examines a store on a server: whether it can be reached and written, its version, the log, the rows of this machine, and the clock. */
export async function examineServer(settings: Settings, all: Words): Promise<{ checks: Check[]; broken: boolean }> {
  const { doctor: words, language } = all;
  const node = ok('node', process.versions.node);
  const ofLog = { ...words, advice: { ...words.advice, restore: words.advice.restoreServer } };
  let store: EventStore | undefined;
  try {
    store = await openStore(settings.store);
    await store.ping();
    const version = await theVersion(store, words);
    const rights = await theRights(store, words);
    const log = await verifyLog(store);
    const checks = [node, ok('store', words.found.opens(store.description)), version, rights, ...theLog({ log }, ofLog)];
    return {
      checks: [
        ...checks,
        ...(await theRows(settings, log.head, store, words)),
        ...(await persons(settings, all)),
        ...(await users(settings, all)),
        ...(await clock(settings, { log }, words)),
      ],
      broken: !log.ok,
    };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { checks: [node, bad('store', problemOf(error, language).detail, adviceFor(error, words.advice))], broken: false };
  } finally {
    await store?.close();
  }
}

function adviceFor({ code }: StoreError, advice: DoctorWords['advice']): string {
  if (code === 'STORE_DENIED') return advice.rights;
  if (code === 'STORE_UNTRUSTED') return advice.nameCa;
  if (code === 'STORE_MISNAMED') return advice.nameAsCertified;
  if (code === 'STORE_VERSION') return advice.newerServer;
  return code === 'STORE_ADDRESS' || code === 'STORE_USER_MISSING' ? advice.mendAddress : advice.lookAtServer;
}

async function theVersion(store: EventStore, { found, advice }: DoctorWords): Promise<Check> {
  const version = await store.version?.();
  return version === undefined ? warn('version', found.noVersion, advice.askVersion) : ok('version', version);
}

/** Writes where no stream stands: a server refuses that for the place, or for who asks. Nothing is written. */
async function theRights(store: EventStore, { found, advice }: DoctorWords): Promise<Check> {
  const nobody = { actor: 'doctor', role: 'operator', party: 'system', municipality: '', commandHash: '', payload: {} };
  const probe = { ...nobody, id: '', type: 'Probe', v: 1, effective: '', commandId: '', correlationId: '', causationId: '' };
  const nowhere = 2_000_000_000;
  try {
    await store.append(STORE_STREAM, nowhere, link(undefined, STORE_STREAM, [probe], '1970-01-01T00:00:00.000Z'));
    return bad('rights', found.mayNotWrite, advice.rights);
  } catch (error) {
    if (error instanceof VersionConflict) return ok('rights', found.mayWrite);
    if (error instanceof StoreError && error.code === 'STORE_DENIED') return bad('rights', found.mayNotWrite, advice.rights);
    throw error;
  }
}

/** The rows that this machine makes of the server's log. */
async function theRows(settings: Settings, head: Position | undefined, store: EventStore, words: DoctorWords): Promise<Check[]> {
  const { found, advice } = words;
  let progress: Progress | undefined;
  try {
    progress = await progressOf(settings.readModel);
  } catch {
    return [bad('read model', found.unreadable(await shownReadModel(settings.readModel)), advice.anew)];
  }
  if (!progress) return [ok('read model', found.noRows)];
  const { position, parked } = progress;
  const difference = position !== null && head !== undefined ? store.comparePositions(position, head) : -1;
  const at = position ?? '';
  if (position !== null && difference <= 0 && !(await isPlace(store, position)))
    return [bad('read model', found.nowhereOnServer(at), advice.newerStore), parkedHomes(parked, words)];
  if (difference <= 0 && !(await isStill(store, progress, (stream) => parked.some((each) => each.stream === stream))))
    return [bad('read model', found.otherEvent(at), advice.newerStore), parkedHomes(parked, words)];
  const rows =
    difference > 0
      ? bad('read model', found.aheadOfServer(at, head ?? ''), advice.newerStore)
      : difference === 0 || serverOf(settings)
        ? ok('read model', found.rowsAt(at, head ?? ''))
        : warn('read model', found.rowsAt(at, head ?? ''), advice.catchesUp);
  return [rows, parkedHomes(parked, words)];
}
