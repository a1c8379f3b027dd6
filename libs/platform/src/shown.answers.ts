import { IsInt } from 'class-validator';
import { IsPosition } from './asking.js';

/** How much of the log an answer shows, and how old that is. */
export abstract class OfLog {
  /** How much of the log it shows. */
  @IsPosition()
  position!: string | null;

  upToDate!: boolean;

  /** Seconds since what is read was last known to show all of the log; 0 while it does. */
  @IsInt()
  age!: number;
}

/** What an answer about histories says of itself: how much of the log it shows, how old that is, and which of them may have been altered. */
export abstract class ShownAnswer extends OfLog {
  /** Histories whose chain of hashes is broken, so that they may have been altered; absent while every chain holds. */
  altered?: string[];
}

/** The same of an answer about many homes, which may lack some. */
export abstract class ShownWithParked extends ShownAnswer {
  /** What could not be read and is left out: the answer is not complete while there is any. */
  parked!: string[];
}
