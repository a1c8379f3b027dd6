import { plusDays } from '../calendar/index.js';
import { liveFacts } from '../corrections.js';
import { Refusal, type CitizenView, type Context, type RefusalCode } from '../decider.js';
import type { CivilDate, EventType, Fact } from '../events.js';
import type { UnitCommandName, UnitCommands } from '../registry.js';
import { decideUnit } from './decide.js';
import { municipalityOf } from './letting.js';
import type { Offer } from './state.js';
import { unitOn, type UnitOnDay } from './state-of.js';

/** Whether a command would be taken now, and if not, the refusal that blocks it. */
export interface NextStep {
  command: UnitCommandName;
  /** The offer that it would be about. */
  offerId?: string;
  allowed: boolean;
  /** Refused as it is, but allowed when the steps before it were not recorded. */
  allowedDirectly?: true;
  /** What it would report. */
  reports?: EventType[];
  refusal?: { code: RefusalCode; message: string; details: Refusal['details'] };
}

type Known = Exclude<UnitCommandName, 'RegisterUnit'>;
type Probe<N extends UnitCommandName> = Omit<Partial<UnitCommands[N]>, 'effective'>;
type Probes = { [N in Known]: (home: UnitOnDay, day: CivilDate) => Probe<N>[] };

/** Stands for whoever is on the municipality's list. */
const SOMEBODY = '00000000-0000-4000-8000-000000000000';

const bare = () => [{}];
const offersIn =
  (...statuses: Offer['status'][]) =>
  (home: UnitOnDay) => {
    const found = [...home.offers.values()].filter(({ status }) => statuses.includes(status)).map(({ offerId }) => ({ offerId }));
    return found.length ? found : [{ offerId: '' }];
  };
const answerable = offersIn('pending', 'expired');
const pending = offersIn('pending');

/** Fields with which each command is tried: the most ordinary ones. A forgotten command does not compile. */
const PROBES: Probes = {
  SetRent: ({ rentOere }) => [{ rentOere: rentOere + 1 }],
  RegisterDeath: bare,
  GiveNotice: () => [{ by: 'resident' }],
  ChangeNotice: (_, day) => [{ expectedVacantFrom: day }],
  WithdrawNotice: bare,
  ContinueTenancy: () => [{ by: 'spouse' }],
  RecordVacated: () => [{ reason: 'notice' }],
  RecordClearance: () => [{ basis: 'declaration' }],
  ReturnKeys: bare,
  PlanInspection: (_, day) => [{ planned: day }],
  RecordInspection: () => [{ works: 'standard' }],
  OrderWorks: (_, day) => [{ due: day }],
  CompleteWorks: bare,
  ReopenWorks: bare,
  DeclareReady: bare,
  Reserve: () => [{ citizen: SOMEBODY }],
  ReleaseReservation: bare,
  MakeOffer: ({ reservation }) => [{ citizen: reservation?.citizen ?? SOMEBODY }],
  WithdrawOffer: pending,
  DeclineOffer: (home) => answerable(home).map((offer) => ({ ...offer, reason: 'other' })),
  ExtendOffer: (home, day) =>
    pending(home).map(({ offerId }) => ({ offerId, respondBy: plusDays(home.offers.get(offerId)?.respondBy ?? day, 1) })),
  ExpireOffer: pending,
  AcceptOffer: answerable,
  CancelAcceptance: () => [{ reason: 'other' }],
  SignContract: (_, day) => [{ rentFrom: day }],
  AgreeMoveIn: (_, day) => [{ planned: day }],
  PostponeMoveIn: (_, day) => [{ planned: plusDays(day, 1) }],
  MoveIn: bare,
  TakeOutOfService: () => [{ reason: 'other' }],
  ReturnToService: bare,
  DecommissionUnit: bare,
};

/** Commands that may say that the steps before them were not recorded. */
const DIRECT: ReadonlySet<UnitCommandName> = new Set<UnitCommandName>(['RecordVacated', 'DeclareReady', 'MoveIn']);

/**
 * Every command on a home as it would be answered on a day, decided by the very rules that decide it when it is given. A citizen is
 * somebody on the list; fields are the most ordinary ones.
 */
export function nextSteps(unitId: string, day: CivilDate, recorded: readonly Fact[], context: Context): NextStep[] {
  const home = unitOn(liveFacts(recorded), day);
  const citizens = new Map(context.citizens).set(SOMEBODY, onTheList(municipalityOf(unitId)));
  const tried = (command: Known, fields: object) =>
    answer(unitId, command, { effective: day, ...fields }, recorded, { ...context, citizens });
  return (Object.keys(PROBES) as Known[]).flatMap((command) =>
    PROBES[command](home, day).map((fields): NextStep => {
      const step = tried(command, fields);
      const directly = !step.allowed && DIRECT.has(command) && tried(command, { ...fields, direct: true }).allowed;
      const { offerId } = fields as { offerId?: string };
      return { ...step, ...(offerId && { offerId }), ...(directly && { allowedDirectly: true }) };
    }),
  );
}

function answer(unitId: string, command: Known, fields: object, recorded: readonly Fact[], context: Context): NextStep {
  try {
    const { facts } = decideUnit(unitId, command, fields as never, recorded, context);
    return { command, allowed: true, reports: facts.map(({ type }) => type) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { code, message, details } = refusal;
    return { command, allowed: false, refusal: { code, message, details } };
  }
}

function onTheList(municipality: string): CitizenView {
  const state = { known: true, erased: false, entry: { list: 'general' as const, elderly: true, decidedOn: '1900-01-01' } };
  return { municipality, now: state, on: () => state };
}
