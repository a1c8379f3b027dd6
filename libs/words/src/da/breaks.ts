/** How a link of a chain can be broken. */
const breaks: Readonly<Record<string, string>> = {
  hash: 'indholdet svarer ikke til sin hashværdi',
  prev: 'leddet til den forrige er brudt',
  gap: 'et nummer mangler',
  recordedAt: 'registreret før den forrige',
  text: 'teksten kan ikke læses',
  stream: 'ligger i en forkert historik',
};

/** A kind of break, in words. */
export const breakSaid = (kind: string): string => breaks[kind] ?? kind;
