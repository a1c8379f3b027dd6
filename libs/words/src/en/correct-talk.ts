/** What the command line says where a step is corrected or a command is undone. */
export const correctTalk = {
  /** In front of what stands, and of what becomes of it. */
  stands: 'stands as',
  becomes: 'becomes',
  along: 'moves along',
  falls: 'falls away',
  returns: 'stands again',
  reason: 'reason',
  recorded: (on: string, actor: string) => `recorded ${on} by ${actor}`,
  otherReason: '--reason gives another',
  undone: (on: string, actor: string) => `the last command, given ${on} by ${actor}, is taken back:`,
  earlier: (days: string) => `There are others in this vacancy (${days}): --was DAY or --offer takes one of them.`,
  correctIt: 'Correct it? (yes/no) ',
  undoIt: 'Take it back? (yes/no) ',
  unchanged: 'It stands like that already, and there is nothing to correct.',
  corrected: 'It is corrected.',
  undoneNow: 'It is taken back.',
  severalSteps: (names: string) => `That may be several steps: ${names}.`,
  severalOffers: (step: string, offers: string) => `"${step}" stands several times on that day, for the offers ${offers}.`,
  notRecorded: (step: string, where: string, days: string) =>
    `"${step}" is not recorded${where}.${days && ` It stands on ${days}: --was DAY takes it.`}`,
  inThisVacancy: ' in this vacancy',
  onThatDay: (day: string) => ` on ${day}`,
  forThatOffer: ' for that offer',
  nothingToUndo: 'There is no command of a person that could be taken back. What came from a file is corrected by `relet correct`.',
  cannotBeUndone: (step: string, day: string) =>
    `The last command, "${step}" of ${day}, cannot be taken back: it follows from other steps.`,
  erasedForGood: 'The citizen is erased, and that is for ever: key and values are gone, and no correction brings them back.',
  isCorrection: (step: string, day: string, back: string) =>
    `The last command is a correction of "${step}" of ${day}, and a correction cannot be undone. Correct it back by \`${back}\`. If the step never happened, undo it after that.`,
  inTheWay: (correction: string, retraction: string, both: boolean) =>
    both
      ? `Correct that step first (\`${correction}\`), and try again, or take both back at once (\`${retraction}\`).`
      : `Correct that step first (\`${correction}\`), or take it back (\`${retraction}\`), and try again.`,
  fieldUnknown: (step: string, names: string) => `"${step}" has no such field. Its fields are ${names}.`,
  dayWithoutYear: 'The year is missing, or is not written with four digits.',
};
