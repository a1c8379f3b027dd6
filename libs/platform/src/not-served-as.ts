/** Thrown for a request that asks this server by a name that it has not: a web page elsewhere may have sent it. 421. */
export class NotServedAs extends Error {
  constructor() {
    super('This server is not served under the name that it was asked by.');
    this.name = 'NotServedAs';
  }
}
