import { PersonsError, unsealed } from '@relet/platform';

export { KEY_BYTES, seal } from '@relet/platform';

/** What was sealed by this key in this place. Throws PERSONS_UNREADABLE. */
export function unseal(key: Buffer, sealed: Buffer, place: readonly (string | number)[]): Buffer {
  const value = unsealed(key, sealed, place);
  if (!value) throw new PersonsError('PERSONS_UNREADABLE', 'What is sealed cannot be opened.');
  return value;
}
