/** Thrown when the process lives but cannot serve now: 503, with a reason for each part that fails. */
export class NotServing extends Error {
  constructor(readonly reasons: Readonly<Record<string, string>>) {
    super('The process cannot serve now.');
    this.name = 'NotServing';
  }
}
