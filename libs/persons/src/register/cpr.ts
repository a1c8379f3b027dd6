/** A civil registration number as it is kept: ten digits. It is never checked by modulus 11, which numbers given since 2007 need not pass. */
export const cprDigits = (written: string): string => written.replace(/[\s-]/g, '');

/** True for ten digits that begin with a date; the day is 60 higher in a replacement number. */
export function isCpr(written: string): boolean {
  const digits = written.length <= 20 ? cprDigits(written) : '';
  const [, day, month] = /^(\d\d)(\d\d)\d{6}$/.exec(digits) ?? [];
  const d = Number(day) > 60 ? Number(day) - 60 : Number(day);
  return day !== undefined && d >= 1 && d <= 31 && Number(month) >= 1 && Number(month) <= 12;
}

/** A number as it is shown unless it was asked for: its last four digits are covered. */
export const maskedCpr = (digits: string): string => `${digits.slice(0, 6)}-****`;
