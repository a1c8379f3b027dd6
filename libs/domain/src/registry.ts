import * as citizen from './citizen/citizen.commands.js';
import * as corrections from './corrections.commands.js';
import * as policy from './policy/policy.commands.js';
import * as leaving from './unit/leaving.commands.js';
import * as letting from './unit/letting.commands.js';
import * as registration from './unit/registration.commands.js';
import * as service from './unit/service.commands.js';
import * as works from './unit/works.commands.js';

/** Commands on a home, by name. */
export const UNIT_COMMANDS = {
  RegisterUnit: registration.RegisterUnit,
  SetRent: registration.SetRent,
  RegisterDeath: leaving.RegisterDeath,
  GiveNotice: leaving.GiveNotice,
  ChangeNotice: leaving.ChangeNotice,
  WithdrawNotice: leaving.WithdrawNotice,
  ContinueTenancy: leaving.ContinueTenancy,
  RecordVacated: leaving.RecordVacated,
  RecordClearance: leaving.RecordClearance,
  ReturnKeys: leaving.ReturnKeys,
  PlanInspection: works.PlanInspection,
  RecordInspection: works.RecordInspection,
  OrderWorks: works.OrderWorks,
  CompleteWorks: works.CompleteWorks,
  ReopenWorks: works.ReopenWorks,
  DeclareReady: works.DeclareReady,
  Reserve: letting.Reserve,
  ReleaseReservation: letting.ReleaseReservation,
  MakeOffer: letting.MakeOffer,
  WithdrawOffer: letting.WithdrawOffer,
  DeclineOffer: letting.DeclineOffer,
  ExtendOffer: letting.ExtendOffer,
  ExpireOffer: letting.ExpireOffer,
  AcceptOffer: letting.AcceptOffer,
  CancelAcceptance: letting.CancelAcceptance,
  SignContract: letting.SignContract,
  AgreeMoveIn: letting.AgreeMoveIn,
  PostponeMoveIn: letting.PostponeMoveIn,
  MoveIn: letting.MoveIn,
  TakeOutOfService: service.TakeOutOfService,
  ReturnToService: service.ReturnToService,
  DecommissionUnit: service.DecommissionUnit,
} as const;

/** Commands on a citizen, by name. */
export const CITIZEN_COMMANDS = {
  ApproveCitizen: citizen.ApproveCitizen,
  ChangeList: citizen.ChangeList,
  RemoveFromList: citizen.RemoveFromList,
  EraseCitizenData: citizen.EraseCitizenData,
} as const;

/** Commands on a municipality's policy, by name. */
export const POLICY_COMMANDS = { AgreePolicy: policy.AgreePolicy } as const;

/** Commands on any stream: corrections and retractions. */
export const CORRECTION_COMMANDS = { CorrectEvent: corrections.CorrectEvent, RetractEvent: corrections.RetractEvent } as const;

export type UnitCommandName = keyof typeof UNIT_COMMANDS;
export type CitizenCommandName = keyof typeof CITIZEN_COMMANDS;
export type PolicyCommandName = keyof typeof POLICY_COMMANDS;
export type CorrectionCommandName = keyof typeof CORRECTION_COMMANDS;
export type CommandName = UnitCommandName | CitizenCommandName | PolicyCommandName | CorrectionCommandName;

type Instances<T extends Record<string, abstract new (...args: never[]) => unknown>> = { [K in keyof T]: InstanceType<T[K]> };
export type UnitCommands = Instances<typeof UNIT_COMMANDS> & Instances<typeof CORRECTION_COMMANDS>;
export type CitizenCommands = Instances<typeof CITIZEN_COMMANDS> & Instances<typeof CORRECTION_COMMANDS>;
export type PolicyCommands = Instances<typeof POLICY_COMMANDS> & Instances<typeof CORRECTION_COMMANDS>;
