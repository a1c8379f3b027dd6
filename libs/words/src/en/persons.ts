import type { PersonsProblem } from '../lists.js';
import type { No, PersonsWords } from '../words.js';

/** Why nothing can be told or kept of a person. */
export const personsProblems: Record<PersonsProblem, No> = {
  PERSON_UNKNOWN: {
    title: 'Nobody is registered there',
    detail: 'No person is registered under that pseudonym or for that home.',
    help: 'Register the person first.',
  },
  PERSON_EXISTS: {
    title: 'The person is registered already',
    detail: 'A person is registered under that pseudonym already.',
    help: 'Change what is registered instead.',
  },
  CPR_NOT_TAKEN: {
    title: 'Civil registration numbers are not kept here',
    detail: 'This municipality keeps no civil registration numbers in relet.',
    help: 'Leave the number out, or let an operator switch it on for the municipality.',
  },
  REASON_NEEDED: {
    title: 'Why do you need to know?',
    detail: 'A person is read with a reason, and none was given within the last hour.',
    help: 'Give a reason with the request.',
  },
  ARCHIVE_HOLD: {
    title: 'The person must be kept for now',
    detail: 'It is recorded that this person must not be erased yet.',
    help: 'Lift the hold first, once its ground has fallen away.',
  },
  GROUND_NEEDED: {
    title: 'On what ground?',
    detail: 'A person is kept of this citizen, and is erased on a ground that the record of erasures keeps.',
    help: 'Erase the person, with a ground: on the page of the citizen, by `relet erase`, or by POST /v1/persons/erasures. The citizen is erased with them.',
  },
  PERSONS_UNREADABLE: {
    title: 'Persons cannot be read now',
    detail: 'The key that opens what is kept of persons is missing, or is another one. Nothing is lost, and all else goes on.',
    help: 'An operator puts the master key back in its place (`RELET_MASTER_KEY`); a new relet gets a new one (`relet keys new`).',
  },
  PERSONS_ELSEWHERE: {
    title: 'Persons are kept by another process',
    detail: 'Where several processes answer, one of them keeps the persons, and this is not that one.',
    help: 'An operator leads what concerns persons to the process that keeps them.',
  },
  PERSONS_AWAY: {
    title: 'The server of the persons is away',
    detail:
      'The server that keeps persons, their keys or the record of erasures cannot be asked now. Nothing is lost, and all else goes on.',
    help: 'Try again in a moment; an operator looks whether the server runs and can be reached.',
  },
  ACCESS_LOG_DOWN: {
    title: 'The reading cannot be written down',
    detail: 'That somebody reads a person cannot be written down now, so nothing is told.',
    help: 'Try again in a moment; an operator looks at the disk of the access log.',
  },
  ERASURES_LOST: {
    title: 'The record of erasures is missing or too short',
    detail: 'Without the whole record of who was erased, a backup could bring an erased person back. So nothing is served.',
    help: 'Put the whole file that RELET_ERASURES names back from its own copy: it is in no backup. On a new machine, too, it comes first.',
  },
};

/** The words of persons: closed lists, and what is shown of an erased one. */
export const persons: PersonsWords = {
  fields: { name: 'name', cpr: 'civil registration number', contacts: 'contact person', notes: 'note' },
  readHow: { initials: 'initials in a list', name: 'name in a list', search: 'search', look_up: 'look-up' },
  relations: {
    spouse: 'spouse or partner',
    child: 'child',
    sibling: 'sibling',
    relative: 'other relative',
    friend: 'friend',
    guardian: 'guardian',
    estate_administrator: 'administrator of the estate',
    other: 'other',
  },
  readReasons: {
    case_work: 'work on the case',
    offer: 'offer of a home',
    contract: 'contract',
    moving_in: 'moving in',
    estate: 'talk with the estate or the relatives',
    meeting: 'weekly meeting',
    asked_by_citizen: 'asked by the citizen',
    mending: 'mending an error',
  },
  erasureGrounds: {
    retention_over: "the municipality's period is over",
    request_granted: 'the citizen asked for it and it was granted',
    registered_wrongly: 'registered by mistake',
  },
  holdGrounds: { archive_duty: 'duty to archive', legal_claim: 'legal claim', access_request: 'request for access under way' },
};
