/** How many digits in a row, also with dashes or spaces between them, are taken for a part of a civil registration number. */
const MANY = /\d{6}/;

/** True where a text may hold a civil registration number, or the greater part of one: it is sent in no address. */
export const mayHoldNumber = (text: string): boolean => MANY.test(text.normalize('NFKC').replace(/[\s\p{P}\p{Cf}]/gu, ''));
