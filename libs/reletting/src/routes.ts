import type { CommandName, StreamKind } from '@relet/domain';

/** A command's place in the API: path below `/v1`, and what the path says of it. */
export interface Route {
  kind: StreamKind;
  path: string;
  command: CommandName;
  summary: string;
}

const unit = (path: string, command: CommandName, summary: string): Route => ({
  kind: 'unit',
  path: `units/:unit${path}`,
  command,
  summary,
});
const citizen = (path: string, command: CommandName, summary: string): Route => ({
  kind: 'citizen',
  path: `citizens${path}`,
  command,
  summary,
});
const policy = (path: string, command: CommandName, summary: string): Route => ({
  kind: 'policy',
  path: `policies/:municipality${path}`,
  command,
  summary,
});

/** Every command by its business name; all are POST. */
export const ROUTES: readonly Route[] = [
  unit('', 'RegisterUnit', 'Register a home'),
  unit('/rent', 'SetRent', 'Set the rent from a day on'),
  unit('/death', 'RegisterDeath', 'Record the death of the resident'),
  unit('/notice', 'GiveNotice', 'Record a notice'),
  unit('/notice/change', 'ChangeNotice', 'Change the standing notice'),
  unit('/notice/withdrawal', 'WithdrawNotice', 'Withdraw the notice'),
  unit('/continuation', 'ContinueTenancy', 'A spouse or household member stays'),
  unit('/vacated', 'RecordVacated', 'The home is vacated'),
  unit('/clearance', 'RecordClearance', 'The belongings may be cleared'),
  unit('/keys', 'ReturnKeys', 'The keys are back'),
  unit('/inspection/plan', 'PlanInspection', 'Plan the inspection'),
  unit('/inspection', 'RecordInspection', 'Record the inspection'),
  unit('/works', 'OrderWorks', 'Order the works'),
  unit('/works/completion', 'CompleteWorks', 'The works are done'),
  unit('/works/reopening', 'ReopenWorks', 'The works start again'),
  unit('/ready', 'DeclareReady', 'Declare the home ready'),
  unit('/reservation', 'Reserve', 'Reserve the home for a citizen'),
  unit('/reservation/release', 'ReleaseReservation', 'Release the reservation'),
  unit('/offers', 'MakeOffer', 'Offer the home to a citizen'),
  unit('/offers/:offer/withdrawal', 'WithdrawOffer', 'Withdraw an offer'),
  unit('/offers/:offer/decline', 'DeclineOffer', 'The citizen says no'),
  unit('/offers/:offer/extension', 'ExtendOffer', 'Give more days to answer'),
  unit('/offers/:offer/expiry', 'ExpireOffer', 'The answer did not come in time'),
  unit('/offers/:offer/acceptance', 'AcceptOffer', 'The citizen says yes'),
  unit('/acceptance/cancellation', 'CancelAcceptance', 'The acceptance is cancelled'),
  unit('/contract', 'SignContract', 'The contract is signed'),
  unit('/move-in/agreement', 'AgreeMoveIn', 'Agree the day of moving in'),
  unit('/move-in/postponement', 'PostponeMoveIn', 'Postpone the day of moving in'),
  unit('/move-in', 'MoveIn', 'The new resident moves in'),
  unit('/out-of-service', 'TakeOutOfService', 'Take the home out of service'),
  unit('/return-to-service', 'ReturnToService', 'The home is back in service'),
  unit('/decommissioning', 'DecommissionUnit', 'The home leaves the portfolio'),
  unit('/corrections', 'CorrectEvent', "Correct an event of the home's history"),
  unit('/retractions', 'RetractEvent', "Retract events of the home's history"),
  citizen('', 'ApproveCitizen', 'Approve a citizen; the pseudonym follows from the command'),
  citizen('/:citizen/approval', 'ApproveCitizen', 'Approve a citizen under a pseudonym, or once more'),
  citizen('/:citizen/list', 'ChangeList', 'Move a citizen to another waiting list'),
  citizen('/:citizen/removal', 'RemoveFromList', 'Take a citizen off the list'),
  citizen('/:citizen/erasure', 'EraseCitizenData', 'Erase what is held about a citizen'),
  citizen('/:citizen/corrections', 'CorrectEvent', "Correct an event of a citizen's history"),
  citizen('/:citizen/retractions', 'RetractEvent', "Retract events of a citizen's history"),
  policy('', 'AgreePolicy', 'Agree the local rules from a day on'),
  policy('/corrections', 'CorrectEvent', 'Correct an agreed policy'),
  policy('/retractions', 'RetractEvent', 'Retract an agreed policy'),
];
