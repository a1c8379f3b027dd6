/** A read that asked for `after=` a position which the projection has not reached in time: 503, try again. */
export class NotYetVisible extends Error {
  constructor() {
    super('The projection has not come that far yet.');
    this.name = 'NotYetVisible';
  }
}
