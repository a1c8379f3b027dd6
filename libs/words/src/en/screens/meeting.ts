/** The weekly meeting. */
export const meeting = {
  since: 'Since the last meeting',
  present: 'Present one by one',
  list: 'The whole agenda',
  at: (n: number, of: number) => `${n} of ${of}`,
  previous: 'Previous',
  next: 'Next',
  hint: 'The arrow keys go to the next and the one before.',
  done: 'The agenda is through.',
  nothing: 'Nothing has happened since, and nothing waits.',
  sheet: 'As a page for A4 (new tab)',
  late: 'Recorded since last time, happened before',
  step: 'Next step',
  where: 'Municipality',
  go: 'Go to',
};
