/** Thrown for a stream that is parked because it cannot be read. Nothing is decided on it until an operator has mended it: 409. */
export class HistoryUnreadable extends Error {
  constructor() {
    super('This history cannot be read and is parked: an operator has to mend it first.');
    this.name = 'HistoryUnreadable';
  }
}
