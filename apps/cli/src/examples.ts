import type { CommandName } from '@relet/domain';

const CITIZEN = 'e0000000-0000-5000-8000-000000011031';
const UNNAMED = '11111111-2222-4333-8444-555555555555';
const OFFERED = `MakeOffer eksempel.104 offerId=o9 citizen=${CITIZEN}`;
const ACCEPTED = [OFFERED, 'AcceptOffer eksempel.104 offerId=o9 --as eksempel'];
const SIGNED = [...ACCEPTED, 'SignContract eksempel.104 rentFrom=2026-11-16'];
const LEFT = ['RecordVacated eksempel.107 reason=notice', 'ReturnKeys eksempel.107'];
const INSPECTED = [...LEFT, 'RecordInspection eksempel.107 works=standard'];
const ORDERED = [...INSPECTED, 'OrderWorks eksempel.107 contractor=Malerfirmaet due=2026-11-20'];

/** What can be typed on the demo for each command, as it is imported: the command is the last line, after those that must come before it. */
export const EXAMPLES: Readonly<Record<CommandName, readonly string[]>> = {
  RegisterUnit: ['RegisterUnit eksempel.999 kind=care_home municipality=eksempel building=Solgaarden rentOere=650000'],
  SetRent: ['SetRent eksempel.101 rentOere=650000'],
  RegisterDeath: ['RegisterDeath eksempel.101'],
  GiveNotice: ['GiveNotice eksempel.101 by=resident liableUntil=2026-12-31'],
  ChangeNotice: ['ChangeNotice eksempel.107 liableUntil=2026-12-31'],
  WithdrawNotice: ['WithdrawNotice eksempel.107'],
  ContinueTenancy: ['ContinueTenancy eksempel.107 by=spouse'],
  RecordVacated: ['RecordVacated eksempel.107 reason=notice'],
  RecordClearance: ['RegisterDeath eksempel.101', 'RecordClearance eksempel.101 basis=certificate'],
  ReturnKeys: ['ReturnKeys eksempel.107'],
  PlanInspection: ['PlanInspection eksempel.107 planned=2026-11-10'],
  RecordInspection: INSPECTED,
  OrderWorks: ORDERED,
  CompleteWorks: [...ORDERED, 'CompleteWorks eksempel.107'],
  ReopenWorks: ['ReopenWorks eksempel.104'],
  DeclareReady: [...LEFT, 'DeclareReady eksempel.107 direct=true'],
  Reserve: [`Reserve eksempel.104 citizen=${CITIZEN} --as eksempel`],
  ReleaseReservation: [`Reserve eksempel.104 citizen=${CITIZEN} --as eksempel`, 'ReleaseReservation eksempel.104 --as eksempel'],
  MakeOffer: [OFFERED],
  WithdrawOffer: [OFFERED, 'WithdrawOffer eksempel.104 offerId=o9 --as eksempel'],
  DeclineOffer: [OFFERED, 'DeclineOffer eksempel.104 offerId=o9 reason=too_early --as eksempel'],
  ExtendOffer: [OFFERED, 'ExtendOffer eksempel.104 offerId=o9 respondBy=2026-11-20 --as eksempel'],
  ExpireOffer: [
    `${OFFERED} effective=2026-10-27 respondBy=2026-10-30`,
    'ExpireOffer eksempel.104 offerId=o9 --as eksempel --now 2026-11-02',
  ],
  AcceptOffer: ACCEPTED,
  CancelAcceptance: [...ACCEPTED, 'CancelAcceptance eksempel.104 reason=regret --as eksempel'],
  SignContract: SIGNED,
  AgreeMoveIn: [...SIGNED, 'AgreeMoveIn eksempel.104 planned=2026-11-16'],
  PostponeMoveIn: [...SIGNED, 'AgreeMoveIn eksempel.104 planned=2026-11-16', 'PostponeMoveIn eksempel.104 planned=2026-11-20'],
  MoveIn: [...SIGNED, 'MoveIn eksempel.104'],
  TakeOutOfService: ['TakeOutOfService eksempel.104 reason=water_damage'],
  ReturnToService: ['TakeOutOfService eksempel.104 reason=water_damage', 'ReturnToService eksempel.104'],
  DecommissionUnit: ['DecommissionUnit eksempel.104'],
  ApproveCitizen: [`ApproveCitizen ${UNNAMED} list=general elderly=true`],
  ChangeList: [`ChangeList ${CITIZEN} list=specific`],
  RemoveFromList: [`RemoveFromList ${CITIZEN} reason=own_wish`],
  // Whose person is kept is erased on a ground, beside the log: here nobody's is.
  EraseCitizenData: [
    `ApproveCitizen ${UNNAMED} list=general elderly=true`,
    `RemoveFromList ${UNNAMED} reason=own_wish`,
    `EraseCitizenData ${UNNAMED}`,
  ],
  AgreePolicy: ['AgreePolicy eksempel answerDays=10'],
  CorrectEvent: ['CorrectEvent eksempel.101 target=cb6e73d2-36cb-5f22-ab0e-301f44c25fcd newEffective=2026-06-03 reason=typing_error'],
  RetractEvent: [
    'RetractEvent eksempel.101 targets=cb6e73d2-36cb-5f22-ab0e-301f44c25fcd,1aa80a29-41a8-58f5-8904-48be95c20c4f reason=typing_error',
  ],
};
