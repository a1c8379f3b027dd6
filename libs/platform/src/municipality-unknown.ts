/** A municipality that has neither a home nor an agreed policy, or that is out of sight: MUNICIPALITY_UNKNOWN. */
export class MunicipalityUnknown extends Error {
  constructor() {
    super('No such municipality.');
    this.name = 'MunicipalityUnknown';
  }
}
