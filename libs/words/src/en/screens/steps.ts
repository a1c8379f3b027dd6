/** The dialog in which a step of a home is recorded from any screen. */
export const steps = {
  which: 'Step',
  wholeHome: 'Open the home',
  other: 'Other steps',
  otherOf: (unit: string) => `Other steps for ${unit}`,
  of: (unit: string, step: string) => `${step}: ${unit}`,
};
