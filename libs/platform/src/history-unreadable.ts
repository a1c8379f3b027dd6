/** A history that was set aside because it could not be read: nothing is decided on what nobody can see. 409 until an operator has mended it. */
export class HistoryUnreadable extends Error {
  constructor() {
    super('This history could not be read and was set aside: an operator has to mend it first.');
    this.name = 'HistoryUnreadable';
  }
}
