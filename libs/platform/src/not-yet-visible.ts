/** Thrown when a read asked to see a position (`after=`) that the rows have not reached in time: 503, try again. */
export class NotYetVisible extends Error {
  constructor() {
    super('The projection has not come that far yet.');
    this.name = 'NotYetVisible';
  }
}
