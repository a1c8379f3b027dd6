import { IsCitizen } from '@relet/domain';

/** Whom a pseudonym of the list stands for. */
export class CitizenShown {
  @IsCitizen()
  citizen!: string;

  /** `A.B.J.`, or `[slettet]` of somebody who was erased. */
  initials!: string;

  erased?: true;
}
