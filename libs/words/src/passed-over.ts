/** How many rows of a sheet were passed over: of blank ones there may be many in one. */
export const rowsIn = (passedOver: readonly { line: number; to?: number }[]): number =>
  passedOver.reduce((rows, { line, to = line }) => rows + to - line + 1, 0);
