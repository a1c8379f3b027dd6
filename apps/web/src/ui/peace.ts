/** True while a home is left in peace, as the API says until when: nothing about it is then late. */
export const isInPeace = ({ respectWindowUntil }: { respectWindowUntil: string | null }, asOf: string): boolean =>
  respectWindowUntil !== null && asOf <= respectWindowUntil;
