import { plusDays } from '../forms/day-typed';

const KEPT = 'relet.meeting';

/** The day of the last meeting, for every screen that speaks of it: as it was chosen in this window, else a week ago. */
export function lastMeeting(today: string): string {
  const chosen = sessionStorage.getItem(KEPT);
  return chosen !== null && chosen <= today ? chosen : plusDays(today, -7);
}

export const rememberMeeting = (day: string): void => sessionStorage.setItem(KEPT, day);
