/** The dialog in which a step of a home is recorded from any screen. */
export const steps = {
  which: 'Step',
  wholeHome: 'Open the home',
  other: 'Other steps',
  otherOf: (unit: string) => `Other steps for ${unit}`,
  of: (unit: string, step: string) => `${step}: ${unit}`,
  /** Said beside a step that only the other side may take. */
  theirs: { administrator: 'the administrator does this', municipality: 'the municipality does this' },
  theirSteps: { administrator: 'The administrator does these', municipality: 'The municipality does these' },
};
