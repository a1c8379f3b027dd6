import type { CivilDate, EventType, Fact, UnitEvents } from '../events.js';
import type { Place } from '../law/chapter.js';
import type { Details } from '../law/refusal.js';
import { notAccepted, occupied } from './conditions.js';
import { bare, must, mustNow, neverDateOrder, onThatDay, standsAt, type Home, type HomeFacts, type HomeVerbs } from './home.js';
import {
  ChangeNotice,
  ContinueTenancy,
  GiveNotice,
  RecordClearance,
  RecordVacated,
  RegisterDeath,
  ReturnKeys,
  WithdrawNotice,
} from './leaving.commands.js';
import { withdrawPending } from './offers.js';
import type { Tenancy, UnitState } from './state.js';
import { inTenancy, isLeaving, isOnTheWayOut, isVacant, withoutReservation, type UnitOnDay } from './state-of.js';

/** Occupied, or vacant after a tenancy. */
const afterTenancy = (at: UnitOnDay) => at.stage === 'occupied' || (isVacant(at) && at.tenancy !== undefined);

const lived = must('NOT_OCCUPIED', ({ at }) => afterTenancy(at), onThatDay);
const noticeNew = must(
  'NOTICE_EXISTS',
  ({ at }) => !at.tenancy?.notice,
  ({ at }) => ({ received: at.tenancy?.notice?.received ?? '' }),
);
const noticeStands = must('NO_NOTICE', ({ at }) => afterTenancy(at) && at.tenancy?.notice !== undefined, onThatDay);
const livingUnderNotice = must('NO_NOTICE', ({ at }) => at.stage === 'occupied' && at.tenancy?.notice !== undefined, onThatDay);
const leaving = must('NO_NOTICE', ({ at }) => isLeaving(at), onThatDay);

/** What is recorded of somebody who leaves waits for the notice or the death. */
export const leavesFirst = (place: Place<Home>): Details =>
  standsAt(place, place.at.stage === 'occupied' && !isLeaving(place.at) ? 'GiveNotice' : undefined);
/** What an estate does, and what is done with its belongings, waits for the death. */
const deathFirst = (place: Place<Home>): Details => standsAt(place, place.at.stage === 'occupied' ? 'RegisterDeath' : undefined);

/** An estate acts after a death or once the home is empty. */
const byThoseWhoMay = must<'NoticeGiven' | 'NoticeChanged'>(
  'WRONG_STATE',
  ({ at }, { payload }) => payload.by !== 'estate' || isVacant(at) || at.tenancy?.death !== undefined,
  deathFirst,
);

/** Leaves with a death or notice of that tenancy, whose day may be later, or for a reason that needs none. */
const mayLeave = must<'Vacated'>(
  'NO_NOTICE',
  ({ at, live, index }, { payload: { reason, direct } }) =>
    direct || reason === 'eviction' || reason === 'transfer' || isLeaving(at) || leavesLater(live, index),
  onThatDay,
);

function leavesLater(live: readonly Fact[], index: number): boolean {
  for (let n = index; n < live.length; n++) {
    const type = live[n]?.type;
    if (type === 'MovedIn') return false;
    if (type === 'DeathRegistered' || type === 'NoticeGiven') return true;
  }
  return false;
}

const mayBeCleared = must(
  'WRONG_STATE',
  ({ at: { stage, tenancy } }) => stage === 'clearing' || (stage === 'occupied' && tenancy?.death !== undefined),
  deathFirst,
);
const keysStillOut = must(
  'WRONG_STATE',
  ({ at }) => at.tenancy?.keysReturned === undefined && (at.stage === 'clearing' || isOnTheWayOut(at)),
  leavesFirst,
);

const aliveStill = neverDateOrder(
  must(
    'DEATH_EXISTS',
    ({ at }) => !at.tenancy?.death,
    ({ at }) => ({ on: at.tenancy?.death ?? '' }),
  ),
);
/** Whatever its day: a death that is known to lie later in the same tenancy. */
const noLaterDeath = neverDateOrder(
  mustNow(
    'DEATH_EXISTS',
    ({ live, index }) => laterDeath(live, index) === undefined,
    ({ live, index }) => ({ on: laterDeath(live, index) ?? '' }),
  ),
);

function laterDeath(live: readonly Fact[], index: number): CivilDate | undefined {
  const next = live.slice(index).find(({ type }) => TENANCY.has(type));
  return next?.type === 'DeathRegistered' ? next.effective : undefined;
}

const TENANCY: ReadonlySet<EventType> = new Set<EventType>(['DeathRegistered', 'TenancyContinued', 'MovedIn']);

/** After a death, keys and plans outlive the notice that is withdrawn. */
export const noticeWithdrawnAlone = {
  type: 'NoticeWithdrawn' as const,
  unless: (before: readonly Fact[]) => before.findLast(({ type }) => TENANCY.has(type))?.type === 'DeathRegistered',
};

const facts = {
  DeathRegistered: {
    stands: [occupied, aliveStill, noLaterDeath],
    becomes: (home, { effective }) => inTenancy(home, { death: effective }),
    undoneBy: ['MovedIn'],
  },
  NoticeGiven: {
    stands: [lived, noticeNew, byThoseWhoMay],
    becomes: (home, { effective, payload }) => inTenancy(home, { notice: { ...payload, received: effective } }),
    undoneBy: ['NoticeWithdrawn', 'TenancyContinued', 'MovedIn'],
  },
  NoticeChanged: {
    stands: [noticeStands, byThoseWhoMay],
    becomes: (home, { payload }) => (home.tenancy?.notice ? inTenancy(home, { notice: { ...home.tenancy.notice, ...payload } }) : home),
    undoneBy: ['NoticeWithdrawn', 'TenancyContinued', 'NoticeGiven', 'MovedIn'],
    malformed: (payload) => (Object.keys(payload).length ? undefined : { field: 'by', why: 'NOTHING_CHANGED' }),
  },
  NoticeWithdrawn: {
    stands: [livingUnderNotice, notAccepted],
    becomes: (home) => staying(home, afterWithdrawal),
    undoneBy: ['NoticeGiven'],
  },
  TenancyContinued: {
    stands: [occupied, leaving, notAccepted],
    becomes: (home) => staying(home, afterContinuation),
    undoneBy: ['DeathRegistered', 'NoticeGiven'],
  },
  Vacated: {
    stands: [occupied, mayLeave],
    looksAhead: true,
    becomes: ({ inspected: _i, worksOrdered: _w, ...home }, { effective, payload }) => ({
      ...inTenancy(home, { vacated: effective, vacatedReason: payload.reason }),
      vacantFrom: effective,
      stage: home.tenancy?.keysReturned ? 'inspection' : 'clearing',
      stageSince: effective,
    }),
    undoneBy: ['MovedIn'],
    ahead: 'tomorrow',
    marks: { direct: false },
  },
  ClearancePermitted: {
    stands: [mayBeCleared],
    becomes: (home, { effective }) => inTenancy(home, { clearance: effective }),
    undoneBy: ['TenancyContinued', 'MovedIn'],
  },
  KeysReturned: {
    stands: [keysStillOut],
    becomes: (home, { effective }) => {
      const returned = inTenancy(home, { keysReturned: effective });
      return home.stage === 'clearing' ? { ...returned, stage: 'inspection', stageSince: effective } : returned;
    },
    undoneBy: [noticeWithdrawnAlone, 'TenancyContinued', 'MovedIn'],
  },
} satisfies HomeFacts;

/** Pending offers end by events of their own. */
function staying(home: UnitState, stay: (tenancy: Tenancy) => Tenancy): UnitState {
  return { ...withoutReservation(home), ...(home.tenancy && { tenancy: stay(home.tenancy) }) };
}

/** After a death the keys and the clearing permit stand, whoever's notice was withdrawn. */
function afterWithdrawal({ notice: _, ...tenancy }: Tenancy): Tenancy {
  if (tenancy.death) return tenancy;
  const { since, citizen } = tenancy;
  return { since, ...(citizen && { citizen }) };
}

/** After a death it is the spouse or household who lives on: the citizen of the lease is no longer the resident. */
function afterContinuation({ since, citizen, death }: Tenancy): Tenancy {
  return { since, ...(citizen && !death && { citizen }) };
}

const verbs = {
  RegisterDeath: { body: RegisterDeath, who: 'AM', reports: 'DeathRegistered', probe: bare },
  GiveNotice: { body: GiveNotice, who: 'A', reports: 'NoticeGiven', probe: () => [{ by: 'resident' }] },
  ChangeNotice: { body: ChangeNotice, who: 'A', reports: 'NoticeChanged', probe: (_, day) => [{ expectedVacantFrom: day }] },
  WithdrawNotice: { body: WithdrawNotice, who: 'A', reports: 'NoticeWithdrawn', with: withdrawPending, probe: bare },
  ContinueTenancy: {
    body: ContinueTenancy,
    who: 'A',
    reports: 'TenancyContinued',
    with: withdrawPending,
    probe: () => [{ by: 'spouse' satisfies UnitEvents['TenancyContinued']['by'] }],
  },
  RecordVacated: { body: RecordVacated, who: 'A', reports: 'Vacated', probe: () => [{ reason: 'notice' }] },
  RecordClearance: { body: RecordClearance, who: 'A', reports: 'ClearancePermitted', probe: () => [{ basis: 'declaration' }] },
  ReturnKeys: { body: ReturnKeys, who: 'A', reports: 'KeysReturned', probe: bare },
} satisfies HomeVerbs;

/** How a resident leaves: death, notice, keys, and those who stay after all. */
export const LEAVING = { facts, verbs };
