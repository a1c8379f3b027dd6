import type { CommandName, StreamKind } from '@relet/domain';

/** A command's place in the API: path below `/v1`, what the path says of it, and how it is tried. */
export interface Route {
  kind: StreamKind;
  path: string;
  command: CommandName;
  /** What can be typed on the demo, as it is imported: the command is the last line, after those that must come before it. None where it is given by another route. */
  example: readonly string[];
}

const unit = (path: string, command: CommandName, example: readonly string[] = []): Route => ({
  kind: 'unit',
  path: `units/:unit${path}`,
  command,
  example,
});
const citizen = (path: string, command: CommandName, example: readonly string[] = []): Route => ({
  kind: 'citizen',
  path: `citizens${path}`,
  command,
  example,
});
const policy = (path: string, command: CommandName, example: readonly string[] = []): Route => ({
  kind: 'policy',
  path: `policies/:municipality${path}`,
  command,
  example,
});

const CITIZEN = 'e0000000-0000-5000-8000-000000011031';
const UNNAMED = '11111111-2222-4333-8444-555555555555';
const OFFERED = `MakeOffer eksempel.104 offerId=o9 citizen=${CITIZEN}`;
const ACCEPTED = [OFFERED, 'AcceptOffer eksempel.104 offerId=o9 --as eksempel'];
const SIGNED = [...ACCEPTED, 'SignContract eksempel.104 rentFrom=2026-11-16'];
const LEFT = ['RecordVacated eksempel.107 reason=notice', 'ReturnKeys eksempel.107'];
const INSPECTED = [...LEFT, 'RecordInspection eksempel.107 works=standard'];
const ORDERED = [...INSPECTED, 'OrderWorks eksempel.107 contractor=Malerfirmaet due=2026-11-20'];

/** Every command by its business name; all are POST. */
export const ROUTES: readonly Route[] = [
  unit('', 'RegisterUnit', ['RegisterUnit eksempel.999 kind=care_home municipality=eksempel building=Solgaarden rentOere=650000']),
  unit('/rent', 'SetRent', ['SetRent eksempel.101 rentOere=650000']),
  unit('/death', 'RegisterDeath', ['RegisterDeath eksempel.101']),
  unit('/notice', 'GiveNotice', ['GiveNotice eksempel.101 by=resident liableUntil=2026-12-31']),
  unit('/notice/change', 'ChangeNotice', ['ChangeNotice eksempel.107 liableUntil=2026-12-31']),
  unit('/notice/withdrawal', 'WithdrawNotice', ['WithdrawNotice eksempel.107']),
  unit('/continuation', 'ContinueTenancy', ['ContinueTenancy eksempel.107 by=spouse']),
  unit('/vacated', 'RecordVacated', ['RecordVacated eksempel.107 reason=notice']),
  unit('/clearance', 'RecordClearance', ['RegisterDeath eksempel.101', 'RecordClearance eksempel.101 basis=certificate']),
  unit('/keys', 'ReturnKeys', ['ReturnKeys eksempel.107']),
  unit('/inspection/plan', 'PlanInspection', ['PlanInspection eksempel.107 planned=2026-11-10']),
  unit('/inspection', 'RecordInspection', INSPECTED),
  unit('/works', 'OrderWorks', ORDERED),
  unit('/works/completion', 'CompleteWorks', [...ORDERED, 'CompleteWorks eksempel.107']),
  unit('/works/reopening', 'ReopenWorks', ['ReopenWorks eksempel.104']),
  unit('/ready', 'DeclareReady', [...LEFT, 'DeclareReady eksempel.107 direct=true']),
  unit('/reservation', 'Reserve', [`Reserve eksempel.104 citizen=${CITIZEN} --as eksempel`]),
  unit('/reservation/release', 'ReleaseReservation', [
    `Reserve eksempel.104 citizen=${CITIZEN} --as eksempel`,
    'ReleaseReservation eksempel.104 --as eksempel',
  ]),
  unit('/offers', 'MakeOffer', [OFFERED]),
  unit('/offers/:offer/withdrawal', 'WithdrawOffer', [OFFERED, 'WithdrawOffer eksempel.104 offerId=o9 --as eksempel']),
  unit('/offers/:offer/decline', 'DeclineOffer', [OFFERED, 'DeclineOffer eksempel.104 offerId=o9 reason=too_early --as eksempel']),
  unit('/offers/:offer/extension', 'ExtendOffer', [OFFERED, 'ExtendOffer eksempel.104 offerId=o9 respondBy=2026-11-20 --as eksempel']),
  unit('/offers/:offer/expiry', 'ExpireOffer', [
    `${OFFERED} effective=2026-10-27 respondBy=2026-10-30`,
    'ExpireOffer eksempel.104 offerId=o9 --as eksempel --now 2026-11-02',
  ]),
  unit('/offers/:offer/acceptance', 'AcceptOffer', ACCEPTED),
  unit('/acceptance/cancellation', 'CancelAcceptance', [...ACCEPTED, 'CancelAcceptance eksempel.104 reason=regret --as eksempel']),
  unit('/contract', 'SignContract', SIGNED),
  unit('/move-in/agreement', 'AgreeMoveIn', [...SIGNED, 'AgreeMoveIn eksempel.104 planned=2026-11-16']),
  unit('/move-in/postponement', 'PostponeMoveIn', [
    ...SIGNED,
    'AgreeMoveIn eksempel.104 planned=2026-11-16',
    'PostponeMoveIn eksempel.104 planned=2026-11-20',
  ]),
  unit('/move-in', 'MoveIn', [...SIGNED, 'MoveIn eksempel.104']),
  unit('/out-of-service', 'TakeOutOfService', ['TakeOutOfService eksempel.104 reason=water_damage']),
  unit('/return-to-service', 'ReturnToService', ['TakeOutOfService eksempel.104 reason=water_damage', 'ReturnToService eksempel.104']),
  unit('/decommissioning', 'DecommissionUnit', ['DecommissionUnit eksempel.104']),
  unit('/corrections', 'CorrectEvent', [
    'CorrectEvent eksempel.101 target=cb6e73d2-36cb-5f22-ab0e-301f44c25fcd newEffective=2026-06-03 reason=typing_error',
  ]),
  unit('/retractions', 'RetractEvent', [
    'RetractEvent eksempel.101 targets=cb6e73d2-36cb-5f22-ab0e-301f44c25fcd,1aa80a29-41a8-58f5-8904-48be95c20c4f reason=typing_error',
  ]),
  citizen('', 'ApproveCitizen', [`ApproveCitizen ${UNNAMED} list=general elderly=true`]),
  citizen('/:citizen/approval', 'ApproveCitizen'),
  citizen('/:citizen/list', 'ChangeList', [`ChangeList ${CITIZEN} list=specific`]),
  citizen('/:citizen/removal', 'RemoveFromList', [`RemoveFromList ${CITIZEN} reason=own_wish`]),
  // Whose person is kept is erased on a ground, beside the log: here nobody's is.
  citizen('/:citizen/erasure', 'EraseCitizenData', [
    `ApproveCitizen ${UNNAMED} list=general elderly=true`,
    `RemoveFromList ${UNNAMED} reason=own_wish`,
    `EraseCitizenData ${UNNAMED}`,
  ]),
  citizen('/:citizen/corrections', 'CorrectEvent'),
  citizen('/:citizen/retractions', 'RetractEvent'),
  policy('', 'AgreePolicy', ['AgreePolicy eksempel answerDays=10']),
  policy('/corrections', 'CorrectEvent'),
  policy('/retractions', 'RetractEvent'),
];

/** What can be typed on the demo to try a command. */
export const exampleOf = (name: CommandName): readonly string[] =>
  ROUTES.find(({ command, example }) => command === name && example.length)?.example ?? [];
