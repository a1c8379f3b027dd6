import type { Words } from '@relet/words';

/** Kroner without their øre, where many stand side by side. Thousands are set apart. */
export const wholeKroner = (words: Words, oere: number): string => words.kroner(Math.round(oere / 100) * 100).slice(0, -3);

/** A citizen as every list shows them: initials where there are some, and the end of the pseudonym. */
export const citizenSaid = ({ citizen, initials }: { citizen: string; initials?: string | null | undefined }): string =>
  initials ? `${initials} (${citizen.slice(-6)})` : citizen.slice(-6);

/** A day without its year, where the year is plain. */
export const shortDay = (words: Words, day: string): string =>
  words.language === 'da' ? words.date(day).slice(0, -4) : `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;
