import { plainToInstance } from 'class-transformer';
import { Equals, IsBoolean, Matches, validateSync } from 'class-validator';
import { refuse } from './decider.js';
import type { EventType, Fact } from './events.js';
import { IsCitizen, MayBeAbsent, OFFER_ID } from './fields.js';
import * as citizen from './citizen/citizen.commands.js';
import * as policy from './policy/policy.commands.js';
import * as leaving from './unit/leaving.commands.js';
import * as letting from './unit/letting.commands.js';
import * as registration from './unit/registration.commands.js';
import * as service from './unit/service.commands.js';
import * as works from './unit/works.commands.js';

class AboutOffer {
  @Matches(OFFER_ID) offerId!: string;
}
class MovedIn {
  @MayBeAbsent() @IsCitizen() citizen?: string;
  @IsBoolean() direct!: boolean;
}
class TakenOutOfService extends service.TakeOutOfService {
  @MayBeAbsent() @Equals(undefined) declare returned?: string;
}

/** The class that states an event's fields: that of the command which reports it, where they are the same. */
const SHAPES: Partial<Record<EventType, new () => object>> = {
  UnitRegistered: registration.RegisterUnit,
  RentSet: registration.SetRent,
  DeathRegistered: leaving.RegisterDeath,
  NoticeGiven: leaving.GiveNotice,
  NoticeChanged: leaving.ChangeNotice,
  NoticeWithdrawn: leaving.WithdrawNotice,
  TenancyContinued: leaving.ContinueTenancy,
  Vacated: leaving.RecordVacated,
  ClearancePermitted: leaving.RecordClearance,
  KeysReturned: leaving.ReturnKeys,
  InspectionPlanned: works.PlanInspection,
  InspectionDone: works.RecordInspection,
  WorksOrdered: works.OrderWorks,
  WorksCompleted: works.CompleteWorks,
  WorksReopened: works.ReopenWorks,
  ReadyForLetting: works.DeclareReady,
  Reserved: letting.Reserve,
  ReservationReleased: letting.ReleaseReservation,
  OfferMade: letting.MakeOffer,
  OfferWithdrawn: AboutOffer,
  OfferDeclined: letting.DeclineOffer,
  OfferExtended: letting.ExtendOffer,
  OfferAccepted: AboutOffer,
  AcceptanceCancelled: letting.CancelAcceptance,
  ContractSigned: letting.SignContract,
  MoveInAgreed: letting.AgreeMoveIn,
  MoveInPostponed: letting.PostponeMoveIn,
  MovedIn,
  TakenOutOfService,
  ReturnedToService: service.ReturnToService,
  UnitDecommissioned: service.DecommissionUnit,
  CitizenApproved: citizen.ApproveCitizen,
  ListChanged: citizen.ChangeList,
  RemovedFromList: citizen.RemoveFromList,
  CitizenErased: citizen.EraseCitizenData,
  PolicyAgreed: policy.AgreePolicy,
};

/** Events with a `direct` mark: always stored, false when left out. */
const DIRECT: ReadonlySet<EventType> = new Set<EventType>(['Vacated', 'ReadyForLetting', 'OfferMade', 'MovedIn']);

/**
 * The whole new content of an event as it will be stored.
 * MALFORMED when a field is unknown, missing or wrong, or when it names another offer, or another municipality.
 */
export function checkedPayload(target: Fact, newPayload: object): object {
  const payload = { ...(DIRECT.has(target.type) && { direct: false }), ...newPayload };
  const Shape = SHAPES[target.type];
  if (!Shape || 'effective' in payload) refuse('MALFORMED', 'That content does not fit the event.', { pointer: '/newPayload' });
  const instance = plainToInstance(Shape, { effective: target.effective, ...payload });
  const [error] = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (error) refuse('MALFORMED', 'That content does not fit the event.', { pointer: `/newPayload/${error.property}` });
  for (const field of identityOf(target)) {
    if ((payload as Record<string, unknown>)[field] !== (target.payload as Record<string, unknown>)[field]) {
      refuse('MALFORMED', `An event keeps its ${field}.`, { pointer: `/newPayload/${field}` });
    }
  }
  requireWhole(target, payload);
  return payload;
}

/** The first field, of nested ones too, that the whole has and the content has not. */
function missingIn(whole: object, payload: object): string | undefined {
  return Object.entries(whole).flatMap(([field, inner]) => {
    const given = (payload as Record<string, unknown>)[field];
    if (given === undefined) return [field];
    const nested = typeof inner === 'object' && inner ? missingIn(inner as object, given as object) : undefined;
    return nested === undefined ? [] : [`${field}/${nested}`];
  })[0];
}

/** Who moved in follows from the offer that was accepted, and that offer's yes has claimed its citizen. */
function identityOf({ type, payload }: Fact): string[] {
  if (type === 'UnitRegistered') return ['municipality'];
  if (type === 'MovedIn') return ['citizen'];
  return 'offerId' in payload ? ['offerId'] : [];
}

/** What a command may leave out because it falls back, an event must have. */
function requireWhole({ type, payload: recorded }: Fact, payload: object): void {
  const missing =
    type === 'PolicyAgreed' ? missingIn(recorded, payload) : type === 'OfferMade' ? missingIn({ respondBy: '' }, payload) : undefined;
  if (missing) refuse('MALFORMED', `The content must be whole: ${missing} is missing.`, { pointer: `/newPayload/${missing}` });
  if (type === 'OfferMade' && 'citizen' in payload === (payload as { direct?: boolean }).direct) {
    refuse('MALFORMED', 'An offer names a citizen or is direct.', { pointer: '/newPayload/citizen' });
  }
  if (type === 'NoticeChanged' && !Object.keys(payload).length) refuse('MALFORMED', 'Nothing is changed.', { pointer: '/newPayload' });
}
