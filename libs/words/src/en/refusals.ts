import type { FirstStep, RefusalCode } from '@relet/domain';
import type { No } from '../words.js';

/** The step that has to come first, by its command: a forgotten one does not compile. A correction is asked for by one refusal alone, in its own words. */
const first: Record<Exclude<FirstStep, 'CorrectEvent'>, Pick<No, 'help'>> = {
  RecordVacated: { help: 'Record the vacating first.' },
  ReturnKeys: { help: 'Record first that the keys are back.' },
  RecordInspection: { help: 'Record the inspection first.' },
  OrderWorks: { help: 'Record first that the works are ordered.' },
  CompleteWorks: { help: 'Record first that the works are done.' },
  DeclareReady: { help: 'Declare the home ready first.' },
  GiveNotice: { help: 'Record the notice or the death first.' },
  RegisterDeath: { help: 'Record the death or the vacating first.' },
  Reserve: { help: 'The home is not reserved: record the reservation first.' },
  ReleaseReservation: { help: 'The home is reserved: release that reservation first.' },
  WithdrawOffer: { help: 'An offer waits for an answer: record the answer, or withdraw the offer first.' },
  CancelAcceptance: { help: 'A citizen has said yes: if that has come to nothing, record that first.' },
};

/** A home whose citizen has died is not for that citizen any more. */
const hasDied = { title: 'The citizen has died', detail: 'The citizen had died[ by {on}].' };

/** Why a command was refused. */
export const refusals: Record<RefusalCode, No> = {
  MALFORMED: {
    title: 'The request is malformed',
    detail: 'One field or more is missing or not filled in rightly.',
    help: 'Mend the fields that are named, and send it again.',
  },
  NOT_YOUR_PART: {
    title: 'This is not your part',
    detail: 'That is the part of the other side, or your role does not do it.[ Whose it is: {roles}.]',
    help: 'Ask the party whose part it is to record it.',
  },
  UNIT_UNKNOWN: {
    title: 'No such home',
    detail: 'There is no home with that number that you can see.',
    help: 'Check the municipality and the number, or register the home first.',
  },
  CITIZEN_UNKNOWN: {
    title: 'No such citizen',
    detail: 'The citizen is not known to this municipality.',
    help: 'Approve the citizen for a waiting list first.',
  },
  OFFER_UNKNOWN: {
    title: 'No such offer',
    detail: 'The offer[ {offer}] was not made for this home.',
    help: "Find the offer in the home's history, or make a new one.",
  },
  EVENT_UNKNOWN: {
    title: 'No such event',
    detail: 'No such event lies in this history[: no event came of the row {row}].',
    help: 'Find the event in the history, and correct it there.',
  },
  VERSION_CONFLICT: {
    title: 'Somebody else was first',
    detail: 'Somebody else has recorded something since you looked[: the history stands at {actual}].',
    help: 'Look again, and see whether your step is still the right one.',
  },
  FUTURE_FACT: {
    title: 'A fact may not lie after today',
    detail: 'The day[ {on}] lies in the future[; the latest is {latest}].',
    help: 'Record it once it has happened. Plans have fields of their own, such as the day a home is expected to be vacated.',
  },
  DECOMMISSIONED: {
    title: 'The home has left the portfolio',
    detail: 'The home has left the portfolio[ on {since}].',
    help: 'If that was a mistake, retract it first.',
  },
  UNIT_EXISTS: {
    title: 'The home is registered already',
    detail: 'A home with this number is registered[, commissioned on {commissioned}].',
    help: 'Use the home that is there, or mend the number.',
  },
  NOT_OCCUPIED: {
    title: 'The home is not occupied',
    detail: 'Nobody lives in the home[ on {on}].',
    help: 'Check the day, or record the move-in first.',
  },
  DEATH_EXISTS: {
    title: 'The death is registered already',
    detail: 'A death of this tenancy is registered already[, on {on}].',
    help: 'Correct the day of the death that is registered when it is wrong.',
  },
  NOTICE_EXISTS: {
    title: 'A notice stands already',
    detail: 'A notice of this tenancy stands already[, received on {received}].',
    help: 'Change the notice that stands instead of giving a new one.',
  },
  NO_NOTICE: {
    title: 'No notice stands',
    detail: 'No notice of the tenancy stands[ on {on}].',
    help: 'Record the notice or the death first.',
  },
  WRONG_STATE: {
    title: 'Not in the present state of the home',
    detail: 'The step does not fit where the home stands[ on {on}: {stage}].',
    help: 'That lies behind the home on that day: see its history, and correct there what is wrong.',
    cases: first,
  },
  LETTING_COMMITTED: {
    title: 'The home is promised or offered to a citizen',
    detail: 'The home is promised or offered to a citizen[: offer {offer} was accepted][: offer {pending} waits for an answer].',
    help: 'Cancel the acceptance or withdraw the offer first.',
  },
  NOT_READY: {
    title: 'The home is not ready',
    detail: 'The step does not fit where the home stands[ on {on}: {stage}].',
    help: 'See in its history where the home stands on that day: the step lies behind it, or the home is not in use yet.',
    cases: first,
  },
  NO_CONTRACT: {
    title: 'No contract is signed',
    detail: 'No contract is signed[ on {on}].',
    help: 'Record the contract first.',
  },
  NOT_LETTABLE: {
    title: 'The home cannot be offered',
    detail: 'The home cannot be offered[ on {on}: {stage}].',
    help: 'Record the notice or the vacating first.',
  },
  OUT_OF_SERVICE: {
    title: 'The home is out of service',
    detail: 'The home is out of service[ since {since}].',
    help: 'Record first that the home is back in service.',
  },
  NOT_OUT_OF_SERVICE: {
    title: 'The home is in service',
    detail: 'The home is in service[ on {on}].',
    help: 'Check the day.',
  },
  OCCUPIED: {
    title: 'The home is not empty',
    detail: 'The home is not empty[ on {on}].',
    help: 'Record the vacating first.',
  },
  RESERVED: {
    title: 'The home is reserved',
    detail: 'The home is reserved for another citizen[ since {since}].',
    help: 'Release the reservation first, or offer the home to the citizen it is reserved for.',
  },
  OFFER_OPEN: {
    title: 'An offer is open',
    detail: 'The policy allows no further open offer of this home[; {open} open now].',
    help: 'Wait for the answer, or withdraw an open offer.',
  },
  OFFER_EXPIRED: {
    title: 'The answer came too late',
    detail: 'The answer came after the last day to answer[, which was {respondBy}].',
    help: 'If the answer came in time, record it on the day it came. Else make a new offer.',
  },
  OFFER_NOT_PENDING: {
    title: 'The offer is no longer open',
    detail: 'The offer[ {offer}] waits for no answer any more: it was answered, expired, was withdrawn or ended.',
    help: "See in the home's history what became of it; make a new offer if the citizen shall still have the home.",
  },
  NOT_EXPIRED: {
    title: 'The answer is not due yet',
    detail: 'The citizen may still answer[ until {respondBy}].',
    help: 'Wait until the last day to answer is over, or withdraw the offer.',
  },
  CITIZEN_NOT_ELIGIBLE: {
    title: 'The citizen is on no list here',
    detail: 'The citizen is on no waiting list of the municipality[ on {on}].',
    help: 'Approve the citizen for a waiting list first, or choose another citizen.',
    cases: {
      CancelAcceptance: {
        ...hasDied,
        help: 'Cancel the acceptance, so that the home can be offered again. If the citizen was removed by mistake, correct that removal.',
      },
      CorrectEvent: { ...hasDied, help: 'If the citizen was removed by mistake, correct that removal first.' },
    },
  },
  CITIZEN_ALREADY_ACCEPTED: {
    title: 'The citizen has said yes to another home',
    detail: 'The citizen has said yes to another home, or has moved into one.',
    help: 'Ask the citizen which home it shall be, and cancel the other acceptance first.',
  },
  NOTHING_ACCEPTED: {
    title: 'Nothing has been accepted',
    detail: "No citizen's yes to the home stands[ on {on}].",
    help: "Record the citizen's yes first.",
  },
  NOT_CORRECTABLE: {
    title: 'That event cannot be corrected',
    detail: 'The event[ ({type})] cannot be corrected: it is a correction, follows from others, is retracted, or others rest on it.',
    help: 'Correct the event that it follows from, or retract what rests on it first.',
  },
  ERASED: {
    title: "The citizen's data are erased",
    detail: 'What was held about the citizen is erased, and nothing more can be recorded.',
    help: 'If the citizen shall be on a list again, approve them anew: that gives a new pseudonym.',
  },
  ALREADY_ON_LIST: {
    title: 'The citizen is on a list already',
    detail: 'The citizen is on a waiting list already.',
    help: 'Move the citizen to another list instead of approving once more.',
  },
  NOT_ON_LIST: {
    title: 'The citizen is on no list',
    detail: 'The citizen is on no waiting list on that day.',
    help: 'Check the day, or approve the citizen for a list first.',
  },
  STILL_IN_USE: {
    title: 'The citizen is still in use',
    detail: 'The citizen has an open offer, has a home reserved, has said yes, or lives in a home.',
    help: 'End that first: record the answer, release the reservation, or record that the home is vacated.',
  },
  DATE_ORDER: {
    title: 'The dates are out of order',
    detail: 'The steps would not be in order[ with {on}][: {type} on {stepOn}].',
    help: 'Check the day against the steps before and after it.',
  },
  BREAKS_HISTORY: {
    title: 'The later history could not have happened',
    detail: 'It does not fit the rest of the history[: {type} on {on}].',
    help: 'Correct or retract that event first.',
    cases: { itself: { help: 'Change the day or the content of what you send, so that it fits the history of the home or the citizen.' } },
  },
};
