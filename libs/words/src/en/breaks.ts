/** How a link of a chain can be broken. */
const breaks: Readonly<Record<string, string>> = {
  hash: 'its content is not that of its hash',
  prev: 'its link to the one before is broken',
  gap: 'a revision is missing',
  recordedAt: 'recorded before the one before',
  text: 'its text cannot be read',
  stream: 'it lies in another stream',
};

/** A kind of break, in words. */
export const breakSaid = (kind: string): string => breaks[kind] ?? kind;
