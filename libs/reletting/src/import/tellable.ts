import { holdsPersonalNumber } from '@relet/domain';

/** A header as a report may tell it: somebody may have written a number of a person into one. */
export const tellable = (header: string) => (holdsPersonalNumber(header) ? header.replaceAll(/\p{Nd}/gu, '•') : header);
