import type { ServingFault } from '../lists.js';

/** Why a process does not serve as it should, for operators. */
export const serving: Record<ServingFault, string> = {
  draining: 'The server is stopping.',
  unreached: 'It cannot be told how far it is: the log has not been reached for {seconds} s.',
  behind: '{seconds} s behind the log; events that it has not seen: {events}.',
  waits: 'It waits, and tries again by itself. {reason}',
  rowsOfAnotherStore: 'The read models were made of another log.',
  rowsOfAnotherVersion: 'The read models were made for another version of this program.',
  unreadable: 'It cannot be read.',
  elsewhere: 'Another process makes the read models: ask that one.',
  elsewhereToStop: 'Another process makes the read models: stop it, and give this command then.',
  reader: 'It could not be started.',
  parked: 'Homes, citizens and policies that are parked, because they cannot be read: {homes}. Look with relet doctor, then relet repair.',
  masterKeyMissing: 'Persons cannot be read: the master key is missing.',
  masterKeyEmpty: 'Persons cannot be read: the file of the master key holds none.',
  masterKeyOther: 'Persons cannot be read: their keys are wrapped by another master key.',
  keysMissing: 'Persons cannot be read: their keys are missing.',
  reading: 'Reading {number} of the access log is not as it was written, or is missing.',
};
